import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { readActionForm } from "@/e2e/support/action-form";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { startServer } from "@/e2e/support/server";

test("no secret is in a log line, a page, a bundle, an error or the database", async () => {
  const secrets = new Map<string, string>();
  const keep = (what: string, value: string | null | undefined) => value && secrets.set(value, what);
  const sessionSecret = randomBytes(32).toString("hex");
  keep("the session secret", sessionSecret);
  const server = await startServer({ env: { SESSION_SECRET: sessionSecret } });
  try {
    const told: [where: string, text: string][] = [];
    const keepWhatBrowserHas = (browser: HttpBrowser) => {
      for (const { name, value } of browser.jar.list()) if (!name.includes("epoch")) keep(name, value);
      keep("an access token", browser.accessToken);
    };
    /** Everything that is sent, except for the one place where an access token belongs. */
    const listen = async (
      browser: HttpBrowser,
      method: string,
      path: string,
      json?: unknown,
      options = {},
    ) => {
      const answer = await browser.send(method, path, json, options);
      keepWhatBrowserHas(browser);
      const { "set-cookie": _, ...headers } = answer.headers;
      const { accessToken = "" } = answer.json ?? {};
      const body = accessToken ? answer.text.replaceAll(accessToken, "") : answer.text;
      told.push([`${method} ${path}`, `${JSON.stringify(headers)}${body}`]);
      return answer;
    };

    const { account, browser, userId } = await signUpOverHttp(server);
    keep("a password", account.password);
    keepWhatBrowserHas(browser);
    const wrong = `a wrong password ${randomBytes(9).toString("hex")}`;
    const newPassword = `a newer password ${randomBytes(9).toString("hex")}`;
    keep("a wrong password", wrong);
    keep("a new password", newPassword);
    keep("the administrator's password", administrator.password);
    const admin = await signInOverHttp(server, administrator);
    keepWhatBrowserHas(admin);

    await listen(browser, "POST", "/api/auth/login", { email: account.email, password: wrong });
    await listen(browser, "POST", "/api/auth/login", { email: account.email, password: account.password });
    await listen(browser, "POST", "/api/auth/login", undefined, {
      body: `{"password":"${wrong}"`,
      headers: { "Content-Type": "application/json" },
    });
    await listen(browser, "POST", "/api/auth/login", { email: wrong, password: [wrong] });
    await listen(browser, "POST", "/api/auth/signup", { email: "no", password: wrong, name: "" });
    await listen(browser, "POST", "/api/auth/refresh");
    const thief = browser.steal();
    await listen(browser, "POST", "/api/auth/refresh");
    await listen(browser, "POST", "/api/auth/refresh");
    await listen(thief, "POST", "/api/auth/refresh");
    const change = { currentPassword: account.password, newPassword };
    await listen(browser, "POST", "/api/me/password", { ...change, currentPassword: wrong });
    await listen(browser, "POST", "/api/me/password", change);
    for (const path of [
      "/api/me",
      "/api/sessions",
      "/api/sessions?status=ended",
      "/api/session",
      "/nowhere",
    ]) {
      await listen(browser, "GET", path);
    }
    await listen(browser, "GET", "/api/me", undefined, { bearer: `${browser.accessToken}x` });
    await listen(browser, "GET", "/.well-known/jwks.json");
    await listen(admin, "GET", `/api/admin/users/${userId}/sessions`);
    for (const path of [
      "/",
      "/login",
      "/signup",
      "/dashboard",
      "/profile",
      "/profile/security",
      "/profile/activity",
    ]) {
      await listen(browser, "GET", path);
      await listen(browser, "GET", path, undefined, { headers: { RSC: "1" } });
    }
    for (const path of ["/admin", `/admin/users/${userId}`]) await listen(admin, "GET", path);
    const form = await readActionForm(new HttpBrowser(server), "/login");
    const byForm = form.request({ email: account.email, password: wrong });
    await listen(new HttpBrowser(server), "POST", "/login", undefined, byForm);
    await listen(new HttpBrowser(server), "POST", "/login", undefined, {
      ...byForm,
      body: `${byForm.body}${wrong}`,
    });
    const last = await listen(browser, "POST", "/api/auth/logout");

    await readLogLine(server, String(last.headers["x-request-id"]));
    told.push(["the log", server.logs()]);
    for (const name of readdirSync(".next/static", { recursive: true, encoding: "utf8" })) {
      if (/\.(js|css|map|json)$/.test(name))
        told.push([name, readFileSync(join(".next/static", name), "utf8")]);
    }
    for (const file of [server.databaseFile, `${server.databaseFile}-wal`]) {
      if (existsSync(file)) told.push([file, readFileSync(file, "latin1")]);
    }

    const leaks = told.flatMap(([where, text]) =>
      [...secrets].filter(([value]) => text.includes(value)).map(([, what]) => `${what} in ${where}`),
    );
    expect(leaks).toEqual([]);
    expect(secrets.size).toBeGreaterThan(12);

    const all = told.map(([, text]) => text).join("\n");
    expect(told.find(([where]) => where.endsWith("jwks.json"))?.[1]).not.toContain('"d"');
    expect(all).not.toMatch(/-----BEGIN [A-Z ]*PRIVATE KEY-----/);
    for (const [where, text] of told) {
      if (where.endsWith(".db") || where.endsWith("-wal")) continue;
      expect(text.includes("$argon2"), `a password hash in ${where}`).toBe(false);
    }
    // Nor is a source map served, which would reveal the sources.
    expect(all).not.toContain('"sourcesContent"');
  } finally {
    await server.stop();
  }
});

test("an error response carries the request id that is in the log, and nothing of the code", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  const headers = { "Content-Type": "application/json" };
  const answer = await browser.post("/api/auth/login", undefined, { body: "{", headers });
  expect(answer.text).not.toMatch(/\bat .*:\d+:\d+|node_modules|\/lib\/|sqlite|zod/i);
  expect(answer.headers["x-request-id"]).toMatch(/^[\w-]{22}$/);
  const line = await readLogLine(server, String(answer.headers["x-request-id"]));
  expect(JSON.parse(line)).toMatchObject({ method: "POST", path: "/api/auth/login", status: 400 });
});

test("log injection: what a client sends cannot start a line of the log", async ({ server }) => {
  const mark = randomBytes(6).toString("hex");
  await new HttpBrowser(server).get(`/api/nothing/${mark}%0a%7b%22forged%22:true%7d%0d%1b[31m%e2%80%a8`);
  const line = await readLogLine(server, mark);
  expect(line).not.toContain("\u001b");
  expect(JSON.parse(line).forged).toBeUndefined();
});

/** The one line of the log that contains this text. The log is written independently of the responses. */
async function readLogLine(server: { logs(): string }, mark: string): Promise<string> {
  const lines = () =>
    server
      .logs()
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.includes(mark));
  await expect.poll(lines).toHaveLength(1);
  return lines()[0] ?? "";
}
