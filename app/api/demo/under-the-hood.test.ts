import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { install, MINUTE } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../auth/refresh/route";
import * as script from "./script/route";
import * as underTheHood from "./under-the-hood/route";

const PATH = "/api/demo/under-the-hood";

test("tells the drawer the number of the token and the limits, and no secret", async () => {
  const app = install({ DEMO: "on" });
  const browser = new TestBrowser();
  await browser.signInWith(await app.openSession(await app.addUser("Ada")));
  app.pass(MINUTE);
  await browser.post(refresh, "/api/auth/refresh");
  const { status, json, text } = await browser.get(underTheHood, PATH);
  expect(status).toBe(200);
  const iso = (minutes: number) => new Date(Date.UTC(2030, 0, 1) + minutes * MINUTE).toISOString();
  expect(json).toEqual({
    serverTime: iso(1),
    generation: 2,
    refreshedAt: iso(1),
    accessTokenSeconds: 900,
    graceSeconds: 45,
    idleExpiresAt: iso(30),
    absoluteExpiresAt: iso(30 * 24 * 60),
    rememberMe: false,
  });
  for (const { value } of browser.jar.list()) expect(text).not.toContain(value);
});

test("a visitor without a session gets nothing", async () => {
  install({ DEMO: "on" });
  const { status, json } = await new TestBrowser().get(underTheHood, PATH);
  expect([status, json.error]).toEqual([401, "not_authenticated"]);
});

test("it exists in the demo and in development, and nowhere else", async () => {
  for (const [environment, exists] of [
    [{ DEMO: "on" }, true],
    [{ NODE_ENV: "development" }, true],
    [{}, false],
  ] as const) {
    const app = install(environment);
    mkdirSync(join(app.root, "generated"), { recursive: true });
    writeFileSync(join(app.root, "generated/demo-script.js"), "drawer()");
    const browser = new TestBrowser();
    await browser.signInWith(await app.openSession(await app.addUser("Ada")));
    expect((await browser.get(underTheHood, PATH)).status).toBe(exists ? 200 : 404);
    const { status, text } = await browser.get(script, "/api/demo/script");
    expect([status, text.includes("drawer()")]).toEqual(exists ? [200, true] : [404, false]);
  }
});
