/** What ends an attempt from outside: a changed password, a disabled account, too many sign-ins, time. */
import { describe, expect, test } from "vitest";
import { isFailure } from "@/lib/session/failure";
import type { AttemptServer } from "@/lib/session/testing/attempt-server";
import { usageKey } from "@/lib/session/user-limits";
import { newWorld } from "./attempt-oracle.fixture";

const FROM = "browser";

function change(server: AttemptServer, id: string, set: object): void {
  const user = server.store.users.get(id);
  if (user) server.store.users.set(id, { ...user, ...set });
}

function lastCode(server: AttemptServer): { code: string; ticket: string } {
  const last = server.sent.at(-1);
  if (!last) throw new Error("nothing was sent");
  return last;
}

describe("a password that is changed meanwhile", () => {
  test("ends an attempt that waits for the second factor", () => {
    const server = newWorld(false);
    const id = server.begin("phone@example.com", FROM);
    server.password(id, FROM, "hash-1");
    change(server, "phone", { passwordHash: "hash-2" });
    expect(server.secondFactor(id, FROM, true, "totp")).toEqual({
      code: "attempt_closed",
      details: { status: "cancelled" },
    });
    expect(server.attempts.get(id)?.status).toBe("cancelled");
  });

  test.each(["code", "link"] as const)(
    "voids a %s that is under way, and a wrong code does not tell",
    (how) => {
      const server = newWorld(false);
      const id = server.begin("plain@example.com", FROM);
      server.sendCode(id, FROM, "email_code");
      const { code, ticket } = lastCode(server);
      change(server, "plain", { passwordHash: "hash-2" });
      expect(server.code(id, FROM, "wrong")).toMatchObject({ code: "invalid_code" });
      const outcome = how === "code" ? server.code(id, FROM, code) : server.link(ticket, FROM);
      expect(outcome).toMatchObject({ code: "attempt_closed", details: { status: "cancelled" } });
    },
  );

  test("refuses the password that was being checked, and the attempt goes on", () => {
    const server = newWorld(false);
    const id = server.begin("plain@example.com", FROM);
    change(server, "plain", { passwordHash: "hash-2" });
    expect(server.password(id, FROM, "hash-1")).toEqual({ code: "invalid_credentials" });
    expect(server.logIn("plain@example.com", "hash-1", FROM)).toEqual({ code: "invalid_credentials" });
    expect(server.attempts.get(id)?.status).toBe("open");
  });
});

describe("a disabled account", () => {
  test("is told after the right first factor, whatever else would be due", () => {
    for (const required of [false, true]) {
      const server = newWorld(required);
      const id = server.begin("phone@example.com", FROM);
      change(server, "phone", { disabledAt: 1 });
      expect(server.password(id, FROM, "hash-1")).toEqual({ code: "account_disabled" });
      expect(server.attempts.get(id)?.status).toBe("failed");
      expect(server.logIn("phone@example.com", "hash-1", FROM)).toEqual({ code: "account_disabled" });
    }
  });

  test("is told after the code, too", () => {
    const server = newWorld(false);
    const id = server.begin("plain@example.com", FROM);
    change(server, "plain", { disabledAt: 1 });
    server.sendCode(id, FROM, "email_code");
    expect(server.code(id, FROM, lastCode(server).code)).toEqual({ code: "account_disabled" });
  });
});

test("a user who has signed in too often may repeat the step: nothing of it is written", () => {
  const server = newWorld(false);
  const id = server.begin("plain@example.com", FROM);
  server.sendCode(id, FROM, "email_code");
  const { code } = lastCode(server);
  server.store.uses.set(usageKey("signIn", "plain"), { count: 300, expire: server.now + 60_000 });
  expect(server.code(id, FROM, code)).toEqual({ code: "rate_limited", details: { retryAfter: 60 } });
  expect(server.written).toEqual([]);
  server.now += 60_000;
  expect(isFailure(server.code(id, FROM, code))).toBe(false);
});

test("a code by e-mail proves the address", () => {
  const server = newWorld(false);
  const id = server.begin("plain@example.com", FROM);
  server.sendCode(id, FROM, "email_code");
  server.code(id, FROM, lastCode(server).code);
  expect(server.store.users.get("plain")?.emailVerifiedAt).toBe(server.now);
});

test("an attempt that is over keeps no hash of a password", () => {
  const server = newWorld(false);
  const ids = ["password", "cancel"].map((end) => {
    const id = server.begin("plain@example.com", FROM);
    if (end === "password") server.password(id, FROM, "hash-1");
    else {
      server.sendCode(id, FROM, "email_code");
      server.cancel(id, FROM);
    }
    return id;
  });
  for (const id of ids)
    expect(server.attempts.get(id)).toMatchObject({ verifiedHash: null, passwordHash: null });
});

test("two codes of different origin are told apart by mfa", () => {
  const server = newWorld(false);
  const id = server.begin("phone@example.com", FROM);
  server.sendCode(id, FROM, "email_code");
  server.code(id, FROM, lastCode(server).code);
  const outcome = server.secondFactor(id, FROM, true, "totp");
  expect(outcome).toMatchObject({ kind: "signed-in", session: { authMethods: ["otp", "mfa"] } });
});

test("a passkey is both factors", () => {
  const server = newWorld(true);
  const id = server.begin("phone@example.com", FROM);
  const outcome = server.secondFactor(id, FROM, true, "passkey");
  expect(outcome).toMatchObject({ kind: "signed-in", session: { authMethods: ["passkey"] } });
});
