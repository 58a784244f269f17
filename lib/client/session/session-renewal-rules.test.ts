import { describe, test } from "vitest";
import {
  answered,
  awaitingConfirmation,
  calm,
  error,
  failed,
  gone,
  idle,
  leavingPageOfProvider,
  moved,
  no,
  OUT,
  type Row,
  refused,
  renewing,
  run,
  setLimits,
  TO_LOGIN,
  waiting,
  waitingPage,
  waitingPageOfProvider,
  waits,
  yes,
} from "./session-rules.fixture";
import type { Effect } from "./session-state";

const due = { sessionEnd: renewing("due").sessionEnd as object } as never;
const notDue = (reason: string) => ({ sessionEnd: { reason, viaProvider: true, renewal: null } }) as never;
const LEAVES = [
  ...gone(null).slice(0, 1),
  ["dropTokens", waiting.endError],
  ["post", "given-up"],
  ["expire", "idle", true],
];

describe("the end of a session that an identity provider began", () => {
  test.each<Row>([
    [
      "at a limit makes the page wait for its user, and the provider",
      waitingPageOfProvider,
      answered(no("idle"), { tell: false }),
      calm,
      { sessionEnd: { reason: "idle", viaProvider: true, renewal: "due" } } as never,
      waits("idle"),
    ],
    [
      "at a limit makes a page wait that would leave otherwise",
      leavingPageOfProvider,
      refused("absolute"),
      calm,
      { sessionEnd: { reason: "absolute", renewal: "due" } } as never,
      [
        ["clearLimits"],
        ["pauseTokens"],
        ["post", "signed-out"],
        ["emit", "error", error("absolute")] as unknown as Effect,
      ],
    ],
    ...(["provider", "user", "admin", "reuse_detected", "password_changed"] as const).map(
      (reason): Row => [
        `as ${reason} is no limit: it stays over`,
        waitingPageOfProvider,
        answered(no(reason), { tell: false }),
        calm,
        notDue(reason),
        waits(reason),
      ],
    ),
    [
      "by a sign-out in another tab leaves for the login page",
      waitingPageOfProvider,
      refused("signed_out"),
      calm,
      OUT,
      [...gone("signed_out"), ["post", "signed-out"], ...TO_LOGIN],
    ],
    [
      "by this device's clock alone waits for the server's word",
      awaitingConfirmation(waitingPageOfProvider),
      failed(idle),
      calm,
      { isEndUnconfirmed: true, sessionEnd: { viaProvider: true, renewal: null } } as never,
      [
        ["clearLimits"],
        ["pauseTokens"],
        ["post", "signed-out"],
        ["emit", "error", error("idle")] as unknown as Effect,
        ["awaitServer", 0],
      ],
    ],
    [
      "of an end that the server confirms later is renewed then",
      {
        ...renewing("due"),
        isEndUnconfirmed: true,
        sessionEnd: { ...(renewing("due").sessionEnd as object), renewal: null } as never,
      },
      answered(no("idle"), { tell: false }),
      calm,
      { isEndUnconfirmed: false, ...(due as object) },
      waits("idle"),
    ],
    [
      "of a user with a password is not the provider's business",
      waitingPage,
      answered(no("idle"), { tell: false }),
      calm,
      { sessionEnd: { viaProvider: false, renewal: null } } as never,
      waits("idle"),
    ],
  ])("%s", (...row) => run(row));
});

describe("the renewal", () => {
  test.each<Row>([
    [
      "starts once the user is back",
      renewing("due"),
      { type: "renewal-started" },
      calm,
      renewing("running"),
      [],
    ],
    [
      "starts for no page that asks for the password",
      waiting,
      { type: "renewal-started" },
      calm,
      waiting,
      [],
    ],
    [
      "that fails leaves for the login page",
      renewing("running"),
      { type: "renewal-finished" },
      calm,
      OUT,
      LEAVES as never,
    ],
    [
      "that fails leaves from a page that does not wait for passwords, too",
      renewing("running", false),
      { type: "renewal-finished" },
      calm,
      OUT,
      LEAVES as never,
    ],
    [
      "that succeeded has nothing left to say",
      waitingPage,
      { type: "renewal-finished" },
      calm,
      waitingPage,
      [],
    ],
    [
      "that another tab gave up ends here as well",
      renewing("running"),
      { type: "tab-message", message: "given-up" },
      calm,
      OUT,
      LEAVES as never,
    ],
    [
      "by another tab is taken over from the server",
      renewing("due"),
      answered(yes),
      moved,
      { status: "signed-in", sessionEnd: null },
      [setLimits, ["startSession"]],
    ],
    [
      "says nothing once another account is active",
      { ...renewing("running"), mismatch: true },
      { type: "renewal-finished" },
      calm,
      { ...renewing("running"), mismatch: true },
      [],
    ],
  ])("%s", (...row) => run(row));
});
