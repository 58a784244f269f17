/** How often one request waits for the disk. */
import path from "node:path";
import { expect, test } from "vitest";
import { countCommits } from "@/db/testing/commits";
import { refresh } from "@/lib/server/sessions/refresh";
import { submitSecondFactorCode } from "@/lib/server/sign-in/second-factor-steps";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { granted, refusal } from "./testing/expectations";
import { type Installation, install, PASSWORD, requester } from "./testing/installation";
import { addPhoneApp } from "./testing/second-factors";

async function commitsOf(app: Installation, work: () => Promise<unknown>): Promise<number> {
  const file = path.join(app.root, "latchkey.db");
  const before = countCommits(file);
  await work();
  return countCommits(file) - before;
}

function installed() {
  const app = install({ DATABASE_URL: "file:latchkey.db" });
  const enter = async (email: string, password: string) =>
    signIn({ email, password, rememberMe: false }, requester());
  return { app, enter };
}

test("a sign-in: one before the hash, for all counters, and one for the session", async () => {
  const { app, enter } = installed();
  const { email } = await app.addUser("Ada");
  expect(await commitsOf(app, async () => granted(await enter(email, PASSWORD)))).toBe(2);
});

test("a sign-in with the code of an app: one for the counters, one for the attempt, one for the session", async () => {
  const { app } = installed();
  const { id, email } = await app.addUser("Ada");
  const { phone } = await addPhoneApp(app, id);
  const from = requester();
  const withCode = async () => {
    const due = await signIn({ email, password: PASSWORD, rememberMe: false }, from);
    if (!("attempt" in due)) throw new Error("no second factor was asked for");
    from.attemptIds.push(due.attempt.id);
    granted(await submitSecondFactorCode(due.attempt.id, "totp", phone.code(), from));
  };
  expect(await commitsOf(app, withCode)).toBe(3);
});

test("a wrong password: one for the counters and one for the event", async () => {
  const { app, enter } = installed();
  const { email } = await app.addUser("Ada");
  const fails = async () => expect(refusal(await enter(email, "a wrong one"))).toBe("invalid_credentials");
  expect(await commitsOf(app, fails)).toBe(2);
});

test("a refresh: one", async () => {
  const { app } = installed();
  const { refreshToken } = await app.openSession(await app.addUser("Ada"));
  expect(await commitsOf(app, async () => granted(await refresh(refreshToken, {}, requester())))).toBe(1);
});
