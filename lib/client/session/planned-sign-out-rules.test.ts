import { describe, expect, test } from "vitest";
import { AuthError } from "@/lib/client/http/auth-error";
import {
  awaitingConfirmation,
  calm,
  end,
  gone,
  news,
  OUT,
  type Row,
  refused,
  run,
  TO_LOGIN,
  visitor,
  waitingPage,
  waits,
} from "./session-rules.fixture";
import type { Signal } from "./session-state";

describe("this tab's own sign-out", () => {
  const planned = { ...waitingPage, plannedEnd: "signed_out" } as const;
  const streamed: Signal = { type: "end-streamed", end: { ...end, reason: "signed_out" } };
  const deferred = { source: "server", reason: "user", tell: false } as const;
  test.each<Row>([
    [
      "hides the page at once",
      waitingPage,
      { type: "sign-out-planned", reason: "signed_out", hide: true },
      calm,
      { isHidden: true, plannedEnd: "signed_out" },
      [],
    ],
    [
      "of this device from the list hides nothing yet",
      waitingPage,
      { type: "sign-out-planned", reason: "signed_out", hide: false },
      calm,
      { isHidden: false, plannedEnd: "signed_out" },
      [],
    ],
    [
      "is no news to it",
      planned,
      streamed,
      calm,
      {
        isHidden: true,
        status: "signed-in",
        deferredEnd: expect.objectContaining({ reason: "signed_out" }) as never,
      },
      [],
    ],
    [
      "does not cover another end",
      planned,
      { type: "end-streamed", end: { ...end, reason: "admin" } },
      calm,
      { sessionEnd: expect.objectContaining({ reason: "admin" }) as never },
      waits("admin"),
    ],
    [
      "does not keep a refused call waiting, which does not decide where the page leaves for",
      planned,
      refused("signed_out"),
      calm,
      {
        isHidden: true,
        status: "signed-in",
        deferredEnd: expect.objectContaining({ source: "refresh", tell: true }) as never,
      },
      [["dropTokens", new AuthError("session_revoked", { details: { reason: "signed_out" } })]],
    ],
    [
      "does not cover an end while an action waits for the password",
      { ...planned, reauthentication: { busy: false, error: null } },
      streamed,
      calm,
      OUT,
      [...gone("signed_out"), ...TO_LOGIN],
    ],
    [
      "done leaves for the login page, once",
      planned,
      { type: "signed-out", reason: "signed_out", path: "/login" },
      calm,
      OUT,
      [
        ...gone("signed_out"),
        ["post", "signed-out"],
        ["emit", "logout", undefined],
        ["leaveWhenOnline", "/login"],
      ],
    ],
    [
      "done leaves also a page that a form was about to leave",
      { ...planned, isNavigating: true },
      { type: "signed-out", reason: "signed_out", path: "/login" },
      calm,
      { ...OUT, isNavigating: false },
      [
        ...gone("signed_out"),
        ["post", "signed-out"],
        ["emit", "logout", undefined],
        ["leaveWhenOnline", "/login"],
      ],
    ],
    [
      "settled after that does nothing more",
      { ...visitor, plannedEnd: "signed_out" },
      { type: "sign-out-settled" },
      calm,
      { plannedEnd: null },
      [],
    ],
    [
      "failed leaves the session as it is",
      planned,
      { type: "sign-out-settled" },
      calm,
      { status: "signed-in", plannedEnd: null, isHidden: false },
      [],
    ],
    [
      "failed after a report of the end is an end like any other",
      { ...planned, isHidden: true, deferredEnd: deferred },
      { type: "sign-out-settled" },
      calm,
      { sessionEnd: expect.objectContaining({ reason: "user" }) as never },
      waits("user"),
    ],
    [
      "failed on a hidden page that asks nothing asks",
      { ...planned, isHidden: true },
      { type: "sign-out-settled" },
      calm,
      { isHidden: true, openConfirmations: 1 },
      [["confirmSession", news]],
    ],
    [
      "failed on a hidden page that asks already leaves it to that",
      awaitingConfirmation(planned),
      { type: "sign-out-settled" },
      calm,
      { isHidden: true, openConfirmations: 1 },
      [],
    ],
  ])("%s", (...row) => run(row));
});
