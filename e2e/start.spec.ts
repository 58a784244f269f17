import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { findFreePort } from "@/scripts/ports";
import { bareEnvironment } from "@/scripts/settings";
import { startServer } from "./support/server";
import { expect, test } from "./support/test";

const production = { DEMO: "off", RATE_LIMIT: "on" };

const refusals: [story: string, env: Record<string, string>, named: RegExp][] = [
  ["production without a secret", { ...production, SESSION_SECRET: "" }, /SESSION_SECRET.*openssl rand/s],
  [
    "production with a short secret",
    { ...production, SESSION_SECRET: "short" },
    /SESSION_SECRET.*openssl rand/s,
  ],
  ["production without a rate limit", { ...production, RATE_LIMIT: "off" }, /RATE_LIMIT/],
  ["a duration that is none", { IDLE_TIMEOUT: "soon" }, /IDLE_TIMEOUT/],
  ["a duration of nothing", { ACCESS_TOKEN_TTL: "0" }, /ACCESS_TOKEN_TTL/],
  ["an address with a path", { APP_URL: "https://example.com/app" }, /APP_URL/],
  ["an unknown answer to reuse", { REUSE_RESPONSE: "shrug" }, /REUSE_RESPONSE/],
  ["a switch that is neither on nor off", { DEMO: "maybe" }, /DEMO/],
];

for (const [story, env, named] of refusals) {
  test(`the server does not start with ${story}, and says what to change`, async () => {
    await expect(startServer({ env })).rejects.toThrow(named);
  });
}

test("production starts with a secret, and without the demo's accounts", async () => {
  const server = await startServer({ env: { ...production, APP_URL: "https://example.com" } });
  try {
    const answer = await fetch(`${server.url}/api/auth/login`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ email: "ada@example.com", password: "correct horse battery staple" }),
    });
    expect(answer.status).toBe(401);
  } finally {
    await server.stop();
  }
});

test("a server asked to stop stops, with a page still connected", async () => {
  const server = await startServer();
  await fetch(`${server.url}/login`);
  const asked = performance.now();
  await server.stop();
  expect(performance.now() - asked).toBeLessThan(8000);
});

test("the demo names a taken port and starts nothing", async () => {
  const port = await findFreePort();
  const other = createServer().listen(port);
  await once(other, "listening");
  const demo = spawnSync(process.execPath, ["scripts/run.mjs", "scripts/demo.ts"], {
    env: { ...bareEnvironment(), PORT: String(port), DATABASE_URL: `file:/nowhere/${randomUUID()}.db` },
    encoding: "utf8",
  });
  other.close();
  expect(demo.stderr.trim()).toMatch(new RegExp(`^Port ${port} is taken\\..*$`));
  expect(demo.status).toBe(1);
});
