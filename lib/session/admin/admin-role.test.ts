import { expect, test } from "vitest";
import type { Role } from "@/lib/session/roles";
import { withAdminRole } from "./admin-role";

test.each([
  [["user"], true, ["user", "admin"]],
  [["user", "admin"], true, ["user", "admin"]],
  [["user", "admin"], false, ["user"]],
  [["admin"], false, ["user"]],
  [["user", "reviewer"], true, ["user", "reviewer", "admin"]],
  [["reviewer", "admin"], false, ["reviewer"]],
] as [Role[], boolean, Role[]][])("%j, an administrator: %s", (roles, isAdmin, expected) => {
  expect(withAdminRole(roles, isAdmin)).toEqual(expected);
});
