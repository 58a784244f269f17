import { expect, test } from "vitest";
import { grantableRoles, mayManage, WORKSPACE_ROLE_OPTIONS } from "./roles";

const values = (options: { value: string }[]) => options.map(({ value }) => value);

test("a member gives no role above the own, and a plain member none", () => {
  expect(values(grantableRoles("owner"))).toEqual(["member", "admin", "owner"]);
  expect(values(grantableRoles("admin"))).toEqual(["member", "admin"]);
  expect(grantableRoles("member")).toEqual([]);
});

test("no one manages a member with a role above the own", () => {
  expect(mayManage("owner", "owner")).toBe(true);
  expect(mayManage("admin", "admin")).toBe(true);
  expect(mayManage("admin", "owner")).toBe(false);
  expect(mayManage("member", "member")).toBe(false);
});

test("every role has a name", () => {
  expect(WORKSPACE_ROLE_OPTIONS.map(({ label }) => label)).toEqual(["Admin", "Member"]);
});
