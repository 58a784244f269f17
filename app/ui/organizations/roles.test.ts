import { expect, test } from "vitest";
import { WORKSPACE_ROLES } from "@/lib/session/organizations/organization-records";
import { textsFor } from "@/lib/texts/testing.fixture";
import { grantableRoles, mayManage, roleOptions } from "./roles";

test("a member gives no role above the own, and a plain member none", () => {
  expect(grantableRoles("owner")).toEqual(["member", "admin", "owner"]);
  expect(grantableRoles("admin")).toEqual(["member", "admin"]);
  expect(grantableRoles("member")).toEqual([]);
});

test("no one manages a member with a role above the own", () => {
  expect(mayManage("owner", "owner")).toBe(true);
  expect(mayManage("admin", "admin")).toBe(true);
  expect(mayManage("admin", "owner")).toBe(false);
  expect(mayManage("member", "member")).toBe(false);
});

test("every role has a name", () => {
  expect(roleOptions(WORKSPACE_ROLES, textsFor("organizations"))).toEqual([
    { value: "admin", label: "Admin" },
    { value: "member", label: "Member" },
  ]);
});
