import { renameSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { type Installation, install } from "@/lib/server/testing/installation";
import { LOOPBACK_HEADER } from "@/lib/web/request/internal-headers";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as health from "./route";

let app: Installation;
beforeEach(() => {
  app = install();
});
const here = { headers: { [LOOPBACK_HEADER]: "1" } };

test("a program on this machine learns how each part is", async () => {
  const { status, json } = await new TestBrowser().get(health, "/api/health?verbose", here);
  expect(status).toBe(200);
  expect(json).toEqual({
    status: "ok",
    database: { status: "ok", engine: "sqlite", ms: expect.any(Number), cause: null },
    mail: { delivered: false, oldestDueSeconds: 0 },
    streams: 0,
    passwordHashes: { running: 0, waiting: 0 },
    uptimeSeconds: expect.any(Number),
  });
});

test("everyone else gets the status alone, whatever they ask for", async () => {
  const browser = new TestBrowser();
  for (const query of ["", "?verbose", "?verbose=1", "?other=1"])
    expect((await browser.get(health, `/api/health${query}`)).json, query).toEqual({ status: "ok" });
  expect((await browser.get(health, "/api/health", here)).json).toEqual({ status: "ok" });
});

test("where users come from elsewhere, only METRICS_TOKEN is told more: a proxy here may ask without saying so", async () => {
  install({ APP_URL: "https://sessions.example.com", METRICS_TOKEN: "read-the-counters-with-this" });
  const ask = async (headers: Record<string, string>) =>
    (await new TestBrowser().get(health, "/api/health?verbose", { headers })).json;
  for (const headers of [here.headers, {}, { authorization: "Bearer wrong" }])
    expect(await ask(headers)).toEqual({ status: "ok" });
  const authorization = "Bearer read-the-counters-with-this";
  expect(await ask({ authorization })).toMatchObject({ streams: 0 });
  install({ APP_URL: "https://sessions.example.com" });
  for (const headers of [here.headers, { authorization: "Bearer null" }, { authorization: "Bearer " }])
    expect(await ask(headers)).toEqual({ status: "ok" });
});

test("while the database is away, the cause is told on this machine alone", async () => {
  renameSync(path.join(app.root, "data/latchkey.db"), path.join(app.root, "data/moved.db"));
  const told = await new TestBrowser().get(health, "/api/health?verbose", here);
  expect(told.status).toBe(503);
  expect(told.json).toMatchObject({
    status: "unavailable",
    database: { status: "unavailable", cause: expect.stringContaining("was deleted, moved or replaced") },
    mail: { oldestDueSeconds: 0 },
  });
  const refused = await new TestBrowser().get(health, "/api/health?verbose");
  expect(refused.status).toBe(503);
  expect(refused.json).toMatchObject({ error: "unavailable" });
  expect(JSON.stringify(refused.json)).not.toContain("was deleted, moved or replaced");
});
