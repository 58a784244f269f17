/** How often one request waits for the disk. */
import path from "node:path";
import { expect, test } from "vitest";
import { countCommits } from "@/db/testing/commits";
import { refresh } from "./refresh";
import { signIn } from "./sign-in";
import { granted, refusal } from "./testing/expectations";
import { type Installation, install, PASSWORD, requester } from "./testing/installation";

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
