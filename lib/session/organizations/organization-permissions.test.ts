import { describe, expect, test } from "vitest";
import { linesToChange } from "@/lib/session/testing/lines-to-change";
import { isAtLeast, mayDo, type OrganizationAction, PERMISSIONS } from "./organization-permissions";
import { ORGANIZATION_ROLES } from "./organization-records";

/** What an API key of the scope `write` may do besides reading. A new action of that scope is added here. */
const KEYS_MAY_CHANGE: OrganizationAction[] = [
  "organization.update",
  "workspaces.change",
  "workspace_members.change",
];

const actions = Object.keys(PERMISSIONS) as OrganizationAction[];

test("a higher role may do what a lower one may do", () => {
  for (const [at, role] of ORGANIZATION_ROLES.entries())
    for (const lower of ORGANIZATION_ROLES.slice(at))
      for (const action of actions)
        if (mayDo(lower, null, action)) expect(mayDo(role, null, action), `${role} ${action}`).toBe(true);
});

test("an owner may do everything; only an owner deletes", () => {
  expect(actions.filter((action) => !mayDo("owner", null, action))).toEqual([]);
  expect(actions.filter((action) => !mayDo("admin", null, action))).toEqual(["organization.delete"]);
});

describe("an API key", () => {
  test("never does more than the member who made it", () => {
    for (const role of ORGANIZATION_ROLES)
      for (const scope of ["read", "write"] as const)
        for (const action of actions)
          if (mayDo(role, scope, action)) expect(mayDo(role, null, action), `${role} ${action}`).toBe(true);
  });

  test("with the scope `read` only reads", () => {
    const allowed = actions.filter((action) => mayDo("owner", "read", action));
    expect(allowed).toEqual(actions.filter((action) => action.endsWith(".read")));
  });

  test("with the scope `write` also changes the organization and its workspaces, and nothing else", () => {
    const more = actions.filter(
      (action) => mayDo("owner", "write", action) && !mayDo("owner", "read", action),
    );
    const place =
      "Should a key do it? lib/session/organizations/organization-permissions.test.ts, KEYS_MAY_CHANGE";
    expect(linesToChange(place, more, KEYS_MAY_CHANGE)).toEqual([]);
  });
});

test("roles in order", () => {
  expect(isAtLeast("owner", "member")).toBe(true);
  expect(isAtLeast("admin", "admin")).toBe(true);
  expect(isAtLeast("member", "admin")).toBe(false);
});
