/** API keys through the API: making one, what it opens, and everything that ends it. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { DAY, MINUTE, SECOND } from "@/lib/server/testing/installation";
import { addMember } from "@/lib/server/testing/organizations";
import { runSql } from "@/lib/server/testing/workspaces";
import { API_KEY_PREFIX } from "@/lib/session/product";
import { TestBrowser } from "@/lib/web/testing/browser";
import { ENDPOINTS } from "../every-route.fixture";
import * as me from "../me/route";
import * as organization from "./[id]/route";
import { type Person, refused, requests, setDisabled, setRole, setUp } from "./organization-members.fixture";

const { createKey, listKeys, revokeKey } = requests;
const READ = { name: "CI", scope: "read" };
const NOT_AUTHENTICATED = refused(401, "not_authenticated");
const FORBIDDEN = refused(403, "forbidden");

/** A program that holds a key. */
function holderOf(key: string): Person {
  const browser = new TestBrowser();
  browser.accessToken = key;
  return { browser, id: "", grant: null as never };
}
const readOrganization = (by: Person, id = "engines") =>
  by.browser.get(organization, `/api/organizations/${id}`, { id });
const rename = (by: Person, id = "engines") =>
  by.browser.send(organization, "PATCH", `/api/organizations/${id}`, { id, json: { name: "Renamed" } });
const readMe = (by: Person) => by.browser.get(me, "/api/me");

async function withKey(body: object = READ, environment: Record<string, string> = {}) {
  const all = await setUp(environment);
  const made = await createKey(all.grace, body);
  return { ...all, made: made.json, program: holderOf(made.json.key) };
}

test("a key is shown once, opens its organization, and is revoked", async () => {
  const { app, ada, made, program } = await withKey();
  expect(made).toEqual({
    id: expect.any(String),
    name: "CI",
    prefix: made.key.slice(0, 9),
    scope: "read",
    createdAt: new Date(app.now).toISOString(),
    lastUsedAt: null,
    expiresAt: new Date(app.now + 90 * DAY).toISOString(),
    key: expect.stringMatching(new RegExp(`^${API_KEY_PREFIX}[0-9A-Za-z]{46}$`)),
  });
  const { key, ...shown } = made;
  expect((await listKeys(ada)).json).toEqual({ apiKeys: [shown] });
  expect(await readOrganization(program)).toMatchObject({ status: 200, json: { id: "engines" } });
  expect(await rename(program)).toMatchObject(FORBIDDEN);
  expect(await revokeKey(ada, made.id)).toMatchObject({ status: 204 });
  expect(await readOrganization(program)).toMatchObject(NOT_AUTHENTICATED);
  expect((await listKeys(ada)).json).toEqual({ apiKeys: [] });
  expect(await revokeKey(ada, made.id)).toMatchObject(refused(404, "not_found"));
});

test("the key is in one answer alone: not in a list, the log, the activity, or in clear in the database", async () => {
  const { app, engines, ada, grace, made, program } = await withKey();
  await readOrganization(program);
  const stored = JSON.stringify([
    await app.db.listApiKeys(engines.id),
    await app.db.listEvents(grace.id, { own: 100, attempts: 100 }),
  ]);
  const secret = made.key.slice(9);
  for (const text of [stored, (await listKeys(ada)).text, app.logged.join("\n")])
    expect(text).not.toContain(secret);
});

test("the log names the key and its maker, so that what a program did can be traced", async () => {
  const { app, grace, made, program } = await withKey();
  await readOrganization(program);
  expect(JSON.parse(app.logged.at(-1) ?? "")).toMatchObject({
    path: "/api/organizations/engines",
    status: 200,
    userId: grace.id,
    apiKeyId: made.id,
  });
});

describe("making a key", () => {
  test.each([
    [{}],
    [{ name: "CI" }],
    [{ scope: "read" }],
    [{ name: "", scope: "read" }],
    [{ name: "x".repeat(81), scope: "read" }],
    [{ name: "CI", scope: "admin" }],
    [{ ...READ, expiresInDays: 0 }],
    [{ ...READ, expiresInDays: 366 }],
    [{ ...READ, expiresInDays: 1.5 }],
    [{ ...READ, expiresInDays: "90" }],
    [{ ...READ, userId: "ada" }],
    [{ ...READ, role: "owner" }],
  ])("with %j is refused", async (body) => {
    const { ada } = await setUp();
    expect(await createKey(ada, body)).toMatchObject(refused(400, "invalid_request"));
  });

  test.each([1, 365])("for %s days", async (expiresInDays) => {
    const { app, ada, program } = await withKey({ name: "x".repeat(80), scope: "write", expiresInDays });
    expect(await rename(program)).toMatchObject({ status: 200, json: { name: "Renamed" } });
    app.pass(expiresInDays * DAY - 1);
    expect(await readOrganization(program)).toMatchObject({ status: 200 });
    app.pass(1);
    expect(await readOrganization(program)).toMatchObject(NOT_AUTHENTICATED);
    expect(await readMe(program)).toMatchObject(NOT_AUTHENTICATED);
    await ada.browser.signInWith(await app.openSession(ada.grant.user));
    expect((await listKeys(ada)).json.apiKeys).toHaveLength(1); // so that its users see why
  });

  test("needs a user who has just proved who they are, and the right role", async () => {
    const { app, ada, alan, eve } = await setUp({ REAUTHENTICATION_WINDOW: "60" });
    expect(await createKey(alan, READ)).toMatchObject(FORBIDDEN);
    expect(await createKey(eve, READ)).toMatchObject(refused(404, "not_found"));
    app.pass(MINUTE);
    expect(await createKey(ada, READ)).toMatchObject(refused(403, "reauthentication_required"));
    expect((await listKeys(ada)).json).toEqual({ apiKeys: [] });
  });

  test("is refused after thirty in an hour", async () => {
    const { ada } = await setUp();
    for (let made = 0; made < 30; made += 1) expect((await createKey(ada, READ)).status).toBe(201);
    expect(await createKey(ada, READ)).toMatchObject(refused(429, "rate_limited"));
  });

  test("twice under one Idempotency-Key makes one, and shows it once", async () => {
    const { ada } = await setUp();
    const headers = { "idempotency-key": "once" };
    const first = await createKey(ada, READ, "engines", headers);
    expect(await createKey(ada, READ, "engines", headers)).toMatchObject(refused(409, "already_done"));
    expect((await listKeys(ada)).json.apiKeys).toHaveLength(1);
    expect(first.status).toBe(201);
  });
});

test("another organization is not found, whatever the key may do in its own", async () => {
  const { app, looms, grace, eve, made, program } = await withKey({ name: "CI", scope: "write" });
  await addMember(app, looms, grace.grant.user, { role: "owner" }); // the maker of the key is at home there too
  for (const id of ["looms", "unknown"]) {
    expect(await readOrganization(program, id)).toMatchObject(refused(404, "not_found"));
    expect(await rename(program, id)).toMatchObject(refused(404, "not_found"));
  }
  expect(await revokeKey(eve, made.id, "looms")).toMatchObject(refused(404, "not_found"));
  expect(await readOrganization(program)).toMatchObject({ status: 200 });
});

test("a key shares no Idempotency-Key with its creator", async () => {
  const { app, grace, program } = await withKey({ name: "CI", scope: "write" });
  const send = (by: Person, name: string) =>
    by.browser.send(organization, "PATCH", "/api/organizations/engines", {
      ...{ id: "engines", json: { name }, headers: { "idempotency-key": "once" } },
    });
  expect(await send(program, "From CI")).toMatchObject({ status: 200 });
  expect(await send(program, "Another")).toMatchObject(refused(422, "idempotency_key_reused"));
  expect(await send(grace, "By hand")).toMatchObject({ status: 200, json: { name: "By hand" } });
  const stored = `select count(*) as n from idempotency_keys where user_id = '${grace.id}'`;
  expect(await runSql(app, stored)).toEqual([{ n: 1 }]);
});

test("every other endpoint of the API that takes a bearer refuses a good key with 403, and one that is not with 401", async () => {
  const { made, ada } = await withKey({ name: "CI", scope: "write" });
  const others = ENDPOINTS.filter(({ path, method }) =>
    readFileSync(`app${path}/route.ts`, "utf8").includes(`  ${method}: authenticated(`),
  );
  expect(others.length).toBeGreaterThan(35);
  await revokeKey(ada, made.id);
  const again = (await createKey(ada, { name: "CI", scope: "write" })).json;
  for (const { path, method, route } of others) {
    const ask = async (bearer: string) => {
      const { status, json } = await new TestBrowser().send(route, method, path, { id: "engines", bearer });
      return [path, method, status, json.error];
    };
    expect(await ask(again.key)).toEqual([path, method, 403, "forbidden"]);
    expect(await ask(made.key)).toEqual([path, method, 401, "not_authenticated"]);
    expect(await ask(`${again.key}x`)).toEqual([path, method, 401, "not_authenticated"]);
  }
});

test("no key makes, lists or revokes what only a person may", async () => {
  const { made, program } = await withKey({ name: "CI", scope: "write" });
  expect(await createKey(program, READ)).toMatchObject(FORBIDDEN);
  expect(await revokeKey(program, made.id)).toMatchObject(FORBIDDEN);
  const invitation = { email: "bob@example.com", role: "member" };
  expect(await requests.invite(program, invitation)).toMatchObject(FORBIDDEN);
  expect(await requests.accept(program, "x")).toMatchObject(FORBIDDEN);
});

describe("a key follows its maker, on the next request", () => {
  test("a demotion takes from a key what the maker may not do any more, and a promotion gives it back", async () => {
    const { app, grace, program } = await withKey({ name: "CI", scope: "write" });
    expect(await rename(program)).toMatchObject({ status: 200 });
    setRole(app, grace.id, "member");
    expect(await rename(program)).toMatchObject(FORBIDDEN);
    expect(await listKeys(program)).toMatchObject(FORBIDDEN);
    expect(await readOrganization(program)).toMatchObject({ status: 200 });
    setRole(app, grace.id, "admin");
    expect(await rename(program)).toMatchObject({ status: 200 });
  });

  test("the end of the membership ends the key for good", async () => {
    const { app, ada, grace, program } = await withKey();
    setRole(app, grace.id, null);
    expect(await readOrganization(program)).toMatchObject(NOT_AUTHENTICATED);
    expect((await listKeys(ada)).json).toEqual({ apiKeys: [] });
  });

  test("while the maker is disabled the key is refused", async () => {
    const { app, grace, program } = await withKey();
    await setDisabled(app, grace.id, true);
    expect(await readOrganization(program)).toMatchObject(NOT_AUTHENTICATED);
    expect(await readMe(program)).toMatchObject(NOT_AUTHENTICATED);
    await setDisabled(app, grace.id, false);
    expect(await readOrganization(program)).toMatchObject({ status: 200 });
  });

  test("the time of its last use is listed, to the minute", async () => {
    const { app, ada, program } = await withKey();
    const lastUse = async () => (await listKeys(ada)).json.apiKeys[0].lastUsedAt;
    const first = new Date(app.now).toISOString();
    await readOrganization(program);
    expect(await lastUse()).toBe(first);
    app.pass(MINUTE - SECOND);
    await readOrganization(program);
    expect(await lastUse()).toBe(first);
    app.pass(SECOND);
    await readOrganization(program);
    expect(await lastUse()).toBe(new Date(app.now).toISOString());
  });
});
