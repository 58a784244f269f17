import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { expect, test } from "@/e2e/support/http-test";
import { startServer } from "@/e2e/support/server";
import { findFreePort } from "@/scripts/ports";
import { bareEnvironment } from "@/scripts/settings";

test("production starts with a secret, and without the demo's accounts", async () => {
  const server = await startServer({
    env: { DEMO: "off", RATE_LIMIT: "on", APP_URL: "https://example.com" },
  });
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

test("the demo reports a taken port and starts nothing", async () => {
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
