/** A query for what belongs to an organization does not compile without the organization's id. */
import { expect, expectTypeOf, test } from "vitest";
import type { Database } from "@/db/database";
import type { Change } from "@/lib/session/decision";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";

/** What the compiler checks is never run. */
const never = (_query: (db: Database) => unknown) => expect.assertions(0);

test("the id of an organization is a type of its own", () => {
  expectTypeOf<OrganizationId>().toExtend<string>();
  expectTypeOf<string>().not.toExtend<OrganizationId>();
});

test("members are read and changed in an organization alone", () => {
  const id = "engines" as OrganizationId;
  never((db) => db.listMembers(id, 1, 50));
  // @ts-expect-error: text from a request is no id of an organization
  never((db) => db.listMembers("engines", 1, 50));
  // @ts-expect-error: no organization
  never((db) => db.listMembers(1, 50));
  // @ts-expect-error: text from a request is no id of an organization
  never((db) => db.findMembership("engines", "ada"));
  expectTypeOf<Parameters<Database["changeMember"]>[1]["id"]>().toEqualTypeOf<OrganizationId>();
  expectTypeOf<Parameters<Database["changeOrganization"]>[1]["id"]>().toEqualTypeOf<OrganizationId>();
});

test("workspaces are read and changed in an organization alone", () => {
  const key = { organizationId: "engines" as OrganizationId, workspaceId: "lab" };
  never((db) => db.findWorkspace(key, "ada"));
  // @ts-expect-error: text from a request is no id of an organization
  never((db) => db.findWorkspace({ ...key, organizationId: "engines" }, "ada"));
  // @ts-expect-error: no organization
  never((db) => db.listWorkspaceMembers({ workspaceId: "lab" }, 1, 50));
  expectTypeOf<Parameters<Database["createWorkspace"]>[1]["id"]>().toEqualTypeOf<OrganizationId>();
  expectTypeOf<Parameters<Database["deleteWorkspace"]>[1]["id"]>().toEqualTypeOf<OrganizationId>();
  expectTypeOf<Parameters<Database["changeWorkspaceMember"]>[1]["id"]>().toEqualTypeOf<OrganizationId>();
});

test("each change of something in an organization names the organization", () => {
  type Scoped =
    | "update-membership"
    | "delete-membership"
    | "withdraw-invitations"
    | "delete-workspace"
    | "delete-workspace-membership";
  type Ids = Extract<Change, { kind: Scoped }>["organizationId"];
  expectTypeOf<Ids>().toEqualTypeOf<OrganizationId>();
});
