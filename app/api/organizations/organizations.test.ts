import { expect, test } from "vitest";
import { type Installation, MINUTE, onEveryEngine } from "@/lib/server/testing/installation";
import type { UserRecord } from "@/lib/session/session";
import { USER_LIMITS, usageKey } from "@/lib/session/user-limits";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as oneRoute from "./[id]/route";
import * as listRoute from "./route";

async function signIn(app: Installation, name: string): Promise<TestBrowser> {
  const browser = new TestBrowser();
  await browser.signInWith(await app.openSession(await app.addUser(name)));
  return browser;
}

const create = (browser: TestBrowser, body: unknown) => browser.post(listRoute, "/api/organizations", body);
const list = (browser: TestBrowser) => browser.get(listRoute, "/api/organizations");
const one = (browser: TestBrowser, method: string, id: string, json?: unknown) =>
  browser.send(oneRoute, method, `/api/organizations/${id}`, { id, json });

onEveryEngine((install) => {
  test("the user who makes an organization owns it, and nobody else sees it", async () => {
    const app = await install();
    const ada = await signIn(app, "Ada");
    const eve = await signIn(app, "Eve");
    const made = await create(ada, { name: "Analytical Engines" });
    expect(made).toMatchObject({
      status: 201,
      json: {
        organization: {
          id: expect.any(String),
          name: "Analytical Engines",
          slug: "analytical-engines",
          branding: { primaryColor: null },
          createdAt: new Date(app.now).toISOString(),
        },
        role: "owner",
        workspaces: [],
        joinedAt: new Date(app.now).toISOString(),
      },
    });
    const { organization } = made.json;
    expect((await list(ada)).json).toEqual({ memberships: [made.json] });
    expect((await one(ada, "GET", organization.id)).json).toEqual(organization);
    expect((await list(eve)).json).toEqual({ memberships: [] });
    for (const [method, body] of [["GET"], ["PATCH", { name: "Mine" }], ["DELETE"]] as const) {
      expect(await one(eve, method, organization.id, body)).toMatchObject({
        status: 404,
        json: { error: "not_found" },
      });
      expect(await one(new TestBrowser(), method, organization.id, body)).toMatchObject({
        status: 401,
        json: { error: "not_authenticated" },
      });
    }
    expect((await one(ada, "GET", organization.id)).json).toEqual(organization);
  });

  test("a taken slug is refused when it was asked for, and gets an ending when it was made from the name", async () => {
    const app = await install();
    const ada = await signIn(app, "Ada");
    await create(ada, { name: "Engines" });
    expect(await create(ada, { name: "Others", slug: "engines" })).toMatchObject({
      status: 409,
      json: { error: "slug_taken" },
    });
    const { json } = await create(ada, { name: "Engines" });
    expect(json.organization.slug).toMatch(/^engines-[a-z0-9]{6}$/);
    const other = json.organization.id;
    expect(await one(ada, "PATCH", other, { slug: "engines" })).toMatchObject({
      status: 409,
      json: { error: "slug_taken" },
    });
    expect(await one(ada, "PATCH", other, { slug: "mills", name: "Mills" })).toMatchObject({
      status: 200,
      json: { slug: "mills", name: "Mills" },
    });
  });

  test("twenty organizations that want one slug at once: one gets it", async () => {
    const app = await install();
    const ada = await signIn(app, "Ada");
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => create(ada, { name: "Engines", slug: "engines" })),
    );
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(19).fill(409)]);
  });

  test("an accent colour needs contrast in both themes", async () => {
    const app = await install();
    const ada = await signIn(app, "Ada");
    const { id } = (await create(ada, { name: "Engines" })).json.organization;
    const paint = (primaryColor: string | null) => one(ada, "PATCH", id, { branding: { primaryColor } });
    for (const pale of ["#ffffff", "#ffff00", "#000000", "#000080", "teal", "#12345"])
      expect(await paint(pale), pale).toMatchObject({ status: 400, json: { error: "invalid_request" } });
    expect(await paint("#2F7D6B")).toMatchObject({
      status: 200,
      json: { branding: { primaryColor: "#2f7d6b" } },
    });
    expect(await paint(null)).toMatchObject({ status: 200, json: { branding: { primaryColor: null } } });
  });

  test("deleting an organization needs a recent sign-in, and takes everything along", async () => {
    const app = await install({ ACCESS_TOKEN_TTL: "3600" });
    const ada = await signIn(app, "Ada");
    const { id } = (await create(ada, { name: "Engines" })).json.organization;
    app.pass(16 * MINUTE);
    expect(await one(ada, "DELETE", id)).toMatchObject({
      status: 403,
      json: { error: "reauthentication_required" },
    });
    const again = new TestBrowser();
    const owner = (await app.db.findUserByEmail("ada@example.com")) as UserRecord;
    await again.signInWith(await app.openSession(owner));
    expect(await one(again, "DELETE", id)).toMatchObject({ status: 204 });
    expect(await one(ada, "GET", id)).toMatchObject({ status: 404 });
    expect((await list(ada)).json).toEqual({ memberships: [] });
    expect(await app.audit(owner.id)).toEqual(
      expect.arrayContaining(["organization_created", "organization_deleted"]),
    );
  });

  test("a user can't fill the database with organizations", async () => {
    const app = await install();
    const ada = await signIn(app, "Ada");
    for (let made = 0; made < 20; made += 1)
      expect((await create(ada, { name: "Engines" })).status).toBe(201);
    expect(await create(ada, { name: "Engines" })).toMatchObject({
      status: 429,
      json: { error: "rate_limited" },
    });
  });

  test("a member can't fill the audit log by changing things back and forth", async () => {
    const app = await install();
    const ada = await signIn(app, "Ada");
    const { id } = (await create(ada, { name: "Engines" })).json.organization;
    const { count, durationSeconds } = USER_LIMITS.organizationChange;
    const owner = await app.db.findUserByEmail("ada@example.com");
    const counter = { key: usageKey("organizationChange", owner?.id ?? ""), limit: count };
    for (let made = 1; made < count; made += 1)
      await app.db.count([{ ...counter, durationMs: durationSeconds * 1000 }]);
    const rename = (name: string) => one(ada, "PATCH", id, { name });
    expect((await rename("Looms")).status).toBe(200);
    expect((await rename("Looms")).status).toBe(200); // changes nothing
    const refused = await rename("Engines");
    expect(refused).toMatchObject({ status: 429, json: { error: "rate_limited" } });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await one(ada, "GET", id)).json.name).toBe("Looms");
    expect((await one(ada, "DELETE", id)).status).toBe(204);
  });
});
