import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import type { Database } from "@/db/database";
import { openClient } from "@/db/sqlite/connection";
import * as schema from "@/db/sqlite/schema";
import { engines, openNew, sqlite, type TestEngine } from "@/db/testing/engines";
import type { Change } from "@/lib/session/decision";
import type { OrganizationId, OrganizationRole } from "@/lib/session/organizations/organization-records";
import { makeUser } from "@/lib/session/testing/test-records";
import { memberPage } from "./members";

const ENGINES = "engines" as OrganizationId;
const LOOMS = "looms" as OrganizationId;

async function write(db: Database, changes: Change[]): Promise<void> {
  await db.changeAccount({ id: "" }, () => ({ outcome: null, changes, events: [] }));
}

const joining = (
  organizationId: OrganizationId,
  userId: string,
  role: OrganizationRole,
  joinedAt: number,
): Change => ({ kind: "insert-membership", membership: { organizationId, userId, role, joinedAt } });

/** Two organizations with the same two members. Each member has something of each kind in both. */
async function openOrganizations(engine: TestEngine) {
  const { db, url } = await openNew(engine);
  await write(
    db,
    ["ada", "grace"].map((id): Change => ({ kind: "insert-user", user: makeUser(id) })),
  );
  for (const id of [ENGINES, LOOMS]) {
    const organization = { id, name: id, slug: id, primaryColor: null, createdAt: 1 };
    await write(db, [{ kind: "insert-organization", organization }]);
    await write(db, [joining(id, "ada", "owner", 2), joining(id, "grace", "admin", 1)]);
    await engine.query(
      url,
      `insert into workspaces (id, organization_id, name, slug, created_at) values ('ws-${id}', '${id}', 'W', 'w', 1)`,
    );
    for (const user of ["ada", "grace"]) {
      const mark = `${user}-${id}`;
      for (const insert of [
        `workspace_memberships (organization_id, workspace_id, user_id, role, joined_at) values ('${id}', 'ws-${id}', '${user}', 'member', 1)`,
        `api_keys (id, organization_id, created_by, name, prefix, hash, scope, created_at, expires_at)
          values ('${mark}', '${id}', '${user}', 'K', 'key_', '${mark}', 'read', 1, 9)`,
        ...["owner", "admin", "member"].map(
          (role) => `invitations (id, organization_id, email, role, hash, invited_by, created_at, expires_at)
            values ('${role}-${mark}', '${id}', '${role}-${user}@example.com', '${role}', '${role}-${mark}', '${user}', 1, 9)`,
        ),
      ])
        await engine.query(url, `insert into ${insert}`);
    }
  }
  const column = async (text: string) =>
    (await engine.query(url, text)).map((row) => Object.values(row).join(" ")).sort();
  return { db, column };
}

describe.each(engines)("$name", (engine) => {
  test("members are listed by organization, in the order in which they joined", async () => {
    const { db } = await openOrganizations(engine);
    const [first, second] = await db.listMembers(ENGINES, 1, 10);
    expect(first).toEqual({
      organizationId: ENGINES,
      userId: "grace",
      role: "admin",
      joinedAt: 1,
      user: { id: "grace", name: "grace", email: "grace@example.com" },
    });
    expect(second).toMatchObject({ userId: "ada", role: "owner" });
    expect(await db.listMembers(ENGINES, 2, 1)).toEqual([second]);
    expect(await db.listMembers(ENGINES, 3, 1)).toEqual([]);
    expect(await db.listMembers("unknown" as OrganizationId, 1, 10)).toEqual([]);
  });

  test("another role is written for one member of one organization", async () => {
    const { db } = await openOrganizations(engine);
    await write(db, [
      { kind: "update-membership", organizationId: ENGINES, userId: "grace", role: "member" },
    ]);
    const roles = async (id: OrganizationId) => (await db.listMembers(id, 1, 10)).map(({ role }) => role);
    expect(await roles(ENGINES)).toEqual(["member", "owner"]);
    expect(await roles(LOOMS)).toEqual(["admin", "owner"]);
  });

  test("a membership takes its workspaces, invitations and API keys along, and nothing of another", async () => {
    const { db, column } = await openOrganizations(engine);
    await write(db, [{ kind: "delete-membership", organizationId: ENGINES, userId: "grace" }]);
    const left = ["ada engines", "ada looms", "grace looms"];
    expect(await column("select user_id, organization_id from memberships")).toEqual(left);
    expect(await column("select user_id, organization_id from workspace_memberships")).toEqual(left);
    expect(await column("select created_by, organization_id from api_keys")).toEqual(left);
    expect(await column("select distinct invited_by, organization_id from invitations")).toEqual(left);
  });

  test("invitations are withdrawn by inviter, role and organization", async () => {
    const { db, column } = await openOrganizations(engine);
    await write(db, [
      { kind: "withdraw-invitations", organizationId: ENGINES, invitedBy: "grace", role: "owner" },
    ]);
    const left = await column("select id from invitations");
    expect(left).toHaveLength(11);
    expect(left).not.toContain("owner-grace-engines");
  });
});

test("a page of members is a range of one index, however many there are", async () => {
  const url = await sqlite.newDatabase();
  const db = openClient(url.slice("file:".length));
  const param = (name: string) => sql`(select ${sql.placeholder(name)})`;
  const { sql: text } = memberPage.make({ db, param, ...schema }).toSQL();
  db.$client.close();
  const plan = await sqlite.query(url, `explain query plan ${text.replaceAll("?", "1")}`);
  const steps = plan.map(({ detail }) => String(detail)).filter((step) => !/SCALAR|CONSTANT/.test(step));
  expect(steps).toEqual([
    "SEARCH memberships USING INDEX memberships_joined (organization_id=?)",
    expect.stringMatching(/^SEARCH users USING INDEX .+ \(id=\?\)$/),
  ]);
});
