/** Setting up a first second factor as a step of a sign-in: what an attempt that is over may not leave behind. */
import { describe, expect, test } from "vitest";
import type { Change } from "@/lib/session/decision";
import { aboutFactor } from "@/lib/session/factors/second-factors";
import { isFailure } from "@/lib/session/failure";
import type { AttemptServer } from "@/lib/session/testing/attempt-server";
import { actorOf, DEVICE } from "@/lib/session/testing/test-records";
import { newWorld } from "./attempt-oracle.fixture";
import { decideSecondFactor, decideStartSetUp } from "./later-steps";

const FROM = "browser";

/** An attempt of a user without a second factor, where one is required. */
function atSetUp(): { server: AttemptServer; id: string } {
  const server = newWorld(true);
  const id = server.begin("plain@example.com", FROM);
  expect(server.password(id, FROM, "hash-1")).toMatchObject({ state: { attempt: { step: "totp_setup" } } });
  return { server, id };
}

const enrolment: Change[] = [
  { kind: "update-authenticator", id: "app", set: { confirmedAt: 1 } },
  { kind: "delete-recovery-codes", userId: "plain" },
];

/** The right first code of an app. */
function confirm({ server, id }: ReturnType<typeof atSetUp>) {
  const made = { id: "session", tokenHash: "token", browserId: FROM, device: DEVICE, actor: actorOf(null) };
  const session = { ...made, signedInUsers: [] };
  const opening = { session, newUserId: "new", knownBrowser: false, language: "en" };
  const added = aboutFactor("factor_added", { userId: "plain", actor: actorOf("plain") }, server.now);
  return decideSecondFactor(
    server.find(id),
    { browserId: FROM, command: "totp_setup", opening },
    () => ({ outcome: { kind: "totp" }, changes: enrolment, events: [added] }),
    server.now,
    server.policy,
  );
}

/** Begins to set an app up. */
function start({ server, id }: ReturnType<typeof atSetUp>) {
  const app = { id: "app", name: "Phone", sealedSecret: "sealed" };
  return decideStartSetUp(server.find(id), { browserId: FROM, app, actor: actorOf(null) }, server.now);
}

const CHANGED_SINCE = [
  ["the password is changed", { passwordHash: "hash-2" }],
  ["the account is disabled", { disabledAt: 1 }],
] as const;

describe("the first code of an app that is right", () => {
  test("adds the app with the session that it opens", () => {
    const { outcome, changes, events } = confirm(atSetUp());
    expect(outcome).toMatchObject({ kind: "signed-in" });
    expect(changes).toEqual(expect.arrayContaining(enrolment));
    expect(events.map(({ name }) => name)).toContain("factor_added");
  });

  test.each(CHANGED_SINCE)("adds nothing once %s: only the attempt ends", (_, set) => {
    const { server, id } = atSetUp();
    change(server, set);
    const { outcome, changes, events } = confirm({ server, id });
    expect(isFailure(outcome)).toBe(true);
    expect(changes).toMatchObject([{ kind: "update-attempt", id }]);
    expect(events).toEqual([]);
  });
});

describe("the beginning of a set-up", () => {
  test("replaces one that was not finished", () => {
    const { outcome, changes } = start(atSetUp());
    expect(outcome).toMatchObject({ id: "plain" });
    expect(changes.map(({ kind }) => kind)).toEqual(["insert-authenticator"]);
  });

  test.each(CHANGED_SINCE)("touches nothing once %s: the attempt ends", (_, set) => {
    const { server, id } = atSetUp();
    change(server, set);
    const { outcome, changes } = start({ server, id });
    expect(outcome).toEqual({ code: "attempt_closed", details: { status: "cancelled" } });
    expect(changes).toMatchObject([{ kind: "update-attempt", id, set: { status: "cancelled" } }]);
  });

  test("is refused in another browser, and at another step", () => {
    const server = newWorld(true);
    const id = server.begin("plain@example.com", FROM);
    expect(start({ server, id }).outcome).toMatchObject({ code: "wrong_step" });
    expect(start({ server, id: "unknown" }).outcome).toEqual({ code: "not_found" });
  });
});

function change(server: AttemptServer, set: object): void {
  const user = server.store.users.get("plain");
  if (user) server.store.users.set("plain", { ...user, ...set });
}
