import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { connect } from "node:net";
import { administrator, signUpOverHttp } from "@/e2e/support/accounts";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { startServer } from "@/e2e/support/server";
import { tools } from "@/scripts/bin-paths";
import { bareEnvironment } from "@/scripts/settings";

const production = {
  DEMO: "off", // demo:line
  RATE_LIMIT: "on",
};

const refusals: [name: string, env: Record<string, string>, named: RegExp][] = [
  ["production without a secret", { ...production, SESSION_SECRET: "" }, /SESSION_SECRET.*openssl rand/s],
  [
    "production with a short secret",
    { ...production, SESSION_SECRET: "short" },
    /SESSION_SECRET.*openssl rand/s,
  ],
  [
    "production without a rate limit",
    { ...production, APP_URL: "https://example.com", RATE_LIMIT: "off" },
    /RATE_LIMIT/,
  ],
  ["a duration that is none", { IDLE_TIMEOUT: "soon" }, /IDLE_TIMEOUT/],
  ["a duration of nothing", { ACCESS_TOKEN_TTL: "0" }, /ACCESS_TOKEN_TTL/],
  ["an address with a path", { APP_URL: "https://example.com/app" }, /APP_URL/],
  ["an unknown answer to reuse", { REUSE_RESPONSE: "shrug" }, /REUSE_RESPONSE/],
  ["a switch that is neither on nor off", { RATE_LIMIT: "maybe" }, /RATE_LIMIT/],
];

for (const [name, env, named] of refusals) {
  test(`the server does not start with ${name}, and says what to change`, async () => {
    const refusal = await startServer({ env }).then(
      () => "It started.",
      (error: Error) => error.message,
    );
    expect(refusal).toMatch(/did not start \([1-9]\d*\)/);
    expect(refusal).toMatch(named);
    expect(refusal).not.toMatch(/\n +at /);
  });
}

test("what is built to be deployed has what a server reads, and nothing else of the machine that built it", () => {
  // Besides the server: the migrations, and sources that pages show. Next copies `.env`, where there is one.
  const needed = [".env", ".next", "db", "generated", "lib", "node_modules", "package.json", "server.js"];
  const built = readdirSync(".next/standalone");
  expect(built).toContain("server.js");
  expect(
    built.filter((name) => !needed.includes(name)),
    "the build's warnings name the call that Next takes for one that may read any file: mark it with turbopackIgnore",
  ).toEqual([]);
});

test("a server that is asked to stop ends although a page still has its event stream open", async () => {
  // Idle connections stay open for a minute. Of the two layouts, only the container's has this setting.
  const server = await startServer({ withoutMiddleware: true, env: { KEEP_ALIVE_TIMEOUT: "60000" } });
  await fetch(`${server.url}/login`);
  const { browser } = await signUpOverHttp(server);
  const events = "/api/session/events";
  const socket = connect(server.port, "localhost");
  socket.write(`GET ${events} HTTP/1.1\r\nHost: localhost\r\nCookie: ${browser.jar.header(events)}\r\n\r\n`);
  await once(socket, "data");
  const asked = performance.now();
  await server.stop();
  // It neither waits for the idle connection, nor is it ended after the ten seconds that requests get to finish.
  expect(performance.now() - asked).toBeLessThan(10_000);
});

test("a server that is asked to stop finishes its requests, accepts no new ones, and ends", async () => {
  const server = await startServer();
  try {
    const { email, password } = administrator;
    const body = JSON.stringify({ email, password });
    const head = [
      "POST /api/auth/login HTTP/1.1",
      "Host: localhost",
      "Content-Type: application/json",
      `Content-Length: ${body.length}`,
      "Expect: 100-continue",
    ];
    const socket = connect(server.port, "localhost");
    let received = "";
    socket.on("data", (bytes) => {
      received += bytes;
    });
    socket.write(`${head.join("\r\n")}\r\n\r\n`);
    // The server has answered 100 Continue, so the request has begun.
    await expect.poll(() => received).toContain("100 Continue");
    const stopped = server.kill("SIGTERM");
    await expect
      .poll(() => new HttpBrowser(server).get("/api/health").then(String, (error) => error.code))
      .toBe("ECONNREFUSED");
    socket.write(body);
    await once(socket, "close");
    expect(received).toMatch(/HTTP\/1\.1 200 OK[\s\S]*"status":"complete"/);
    expect(received).toMatch(/^Connection: close\r$/im);
    expect(await stopped).toBe(0);
    await server.restart();
  } finally {
    await server.stop();
  }
});

test("a server whose port is taken says so and ends", async ({ server }) => {
  const second = spawnSync(process.execPath, [tools.next, "start", "--port", String(server.port)], {
    env: {
      ...bareEnvironment(),
      SESSION_SECRET: server.sessionSecret,
      PORT: String(server.port),
      DATABASE_URL: `file:${server.databaseFile}`,
    },
    encoding: "utf8",
    timeout: 20_000,
  });
  expect(second.status).toBe(1);
  expect(second.stderr).toContain(`${server.port}`);
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
});
