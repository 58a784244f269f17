import { expect, test } from "vitest";
import { organizationPath, userPath } from "./page-paths";

test("an id cannot leave its place in the address", () => {
  expect(userPath("../x?y#z")).toBe("/admin/users/..%2Fx%3Fy%23z");
  expect(organizationPath("a/b")).toBe("/organizations/a%2Fb");
  expect(organizationPath("a/b", "/members")).toBe("/organizations/a%2Fb/members");
});
