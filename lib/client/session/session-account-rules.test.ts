import { describe, expect, test } from "vitest";
import { ada, signedIn } from "@/lib/client/fakes/fake-server";
import { AuthError } from "@/lib/client/http/auth-error";
import type { AccountView, UserView } from "@/lib/session/contract";
import type { EndReason } from "@/lib/session/reasons";
import {
  answered,
  any,
  awaitingConfirmation,
  bob,
  calm,
  failed,
  gone,
  moved,
  news,
  no,
  OUT,
  type Row,
  run,
  setLimits,
  TO_LOGIN,
  visitor,
  waiting,
  waitingPage,
  waits,
  yes,
} from "./session-rules.fixture";
import type { AnsweredView, TabState } from "./session-state";

const bobsAnswer = { ...yes, user: bob } as AnsweredView;
const setAside: TabState = { ...waitingPage, mismatch: true };
const dropped: Row[5] = [["clearLimits"], ["dropTokens", any]];

function listed(user: UserView, more: Partial<AccountView> = {}): AccountView {
  return { sessionId: `s of ${user.id}`, user, active: false, endedReason: null, ...more };
}

function nobody(signIns: AccountView[], reason?: EndReason): AnsweredView {
  return { ...no(reason), signIns };
}

describe("a tab is set aside", () => {
  test.each<Row>([
    [
      "when another user is signed in",
      waitingPage,
      answered(bobsAnswer),
      moved,
      { mismatch: true, user: ada },
      dropped,
    ],
    [
      "also while it waits for the password",
      waiting,
      answered(bobsAnswer),
      moved,
      { mismatch: true, sessionEnd: waiting.sessionEnd },
      dropped,
    ],
    [
      "when its refresh is refused for another user",
      { ...waitingPage, expiryWarning: { kind: "idle", at: 1, canExtend: true } },
      { type: "user-mismatched" },
      calm,
      { mismatch: true, expiryWarning: null },
      dropped,
    ],
    [
      "when no account is active and its own is still signed in",
      waitingPage,
      answered(nobody([listed(bob), listed(ada)])),
      moved,
      { mismatch: true, status: "signed-in", user: ada },
      dropped,
    ],
    [
      "when its refresh is refused because no account is active, and the server is asked about its own",
      waitingPage,
      { type: "refresh-refused", error: new AuthError("not_authenticated") },
      moved,
      { mismatch: true, user: ada },
      [...dropped, ["check", true]],
    ],
    [
      "when no account is active, and it waits for the password of one that is signed in again by now",
      waiting,
      answered(nobody([listed(ada)])),
      calm,
      { mismatch: true, sessionEnd: waiting.sessionEnd },
      dropped,
    ],
  ])("%s", (...row) => run(row));

  test.each<Row>([
    [
      "it leaves the tokens alone that the tabs of a third account share",
      setAside,
      answered(bobsAnswer),
      moved,
      { mismatch: true, user: ada, version: 0 },
      [],
    ],
    [
      "told again, it does nothing again",
      setAside,
      { type: "user-mismatched" },
      calm,
      { mismatch: true },
      [],
    ],
    [
      "hidden by news, it asks no more once it has its answer",
      awaitingConfirmation(setAside),
      failed(news, true),
      calm,
      { mismatch: true, openConfirmations: 0 },
      [],
    ],
    [
      "it asks again when the user has switched in another tab",
      setAside,
      { type: "tab-message", message: "signed-in" },
      moved,
      { mismatch: true },
      [["check", false]],
    ],
  ])("and then %s", (...row) => run(row));
});

describe("a tab that was set aside", () => {
  test.each<Row>([
    [
      "goes on when its own account is active again",
      { ...setAside, isHidden: true },
      answered(yes),
      moved,
      { mismatch: false, isHidden: false, user: ada, epoch: "epoch-2" },
      [setLimits, ["startSession"]],
    ],
    [
      "goes on when its user switches back in it",
      setAside,
      { type: "signed-in", snapshot: signedIn, sentAt: 5 },
      moved,
      { status: "signed-in", mismatch: false, epoch: "epoch-2" },
      [],
    ],
    [
      "ends when its account has ended and no other is active",
      setAside,
      answered(nobody([listed(ada, { endedReason: "admin" }), listed(bob)])),
      moved,
      { ...OUT, mismatch: false },
      [...gone("signed_out"), ["post", "signed-out"], ...TO_LOGIN],
    ],
    [
      "waits for the password again when its account is not listed any more",
      { ...waiting, mismatch: true },
      answered(nobody([])),
      calm,
      { mismatch: false, sessionEnd: waiting.sessionEnd },
      [],
    ],
    [
      "leaves for the login page when its user signs its account out",
      setAside,
      { type: "signed-out", reason: "signed_out", path: "/login" },
      calm,
      { ...OUT, mismatch: false },
      [
        ...gone("signed_out"),
        ["post", "signed-out"],
        ["emit", "logout", undefined],
        ["leaveWhenOnline", "/login"],
      ],
    ],
  ])("%s", (...row) => run(row));
});

test.each<Row>([
  [
    "an active account that has ended is an end, though another one is signed in",
    waitingPage,
    answered(nobody([listed(ada, { active: true, endedReason: "idle" }), listed(bob)], "idle"), {
      tell: false,
    }),
    calm,
    { mismatch: false, sessionEnd: expect.objectContaining({ reason: "idle" }) as never },
    waits("idle"),
  ],
  [
    "an active account whose sign-out has not reached the server is an end",
    waitingPage,
    answered(nobody([listed(ada, { active: true })], "signed_out"), { tell: false }),
    calm,
    { ...OUT, mismatch: false },
    [...gone("signed_out"), ...TO_LOGIN],
  ],
  [
    "a visitor's page is no account's: nothing is set aside",
    visitor,
    answered(nobody([listed(ada), listed(bob)])),
    calm,
    { status: "signed-out", mismatch: false },
    gone(null),
  ],
])("%s", (...row) => run(row));
