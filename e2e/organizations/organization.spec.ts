import { openBeforeHydration, submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { waitForHydratedElements } from "@/e2e/support/hydration";
import { createOrganization, inviteMember, rowOf } from "@/e2e/support/organizations";
import { lastMail } from "@/e2e/support/outbox";
import { expect, test } from "@/e2e/support/test";

test("an organization from its first member to its end: invitation, roles, an API key, leaving and deleting", async ({
  page,
  server,
  newUser,
  newDevice,
  signIn,
}) => {
  const [ada, bob] = [await newUser("Ada Harbour"), await newUser("Bob Quay")];
  await signIn(page, ada);
  const id = await createOrganization(page, "Harbour Works");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbour Works");
  await inviteMember(page, id, bob.email);
  const invitation = rowOf(page, bob.email);
  await expect(invitation).toContainText("Member");

  // Signed out, Bob signs in first. The link's secret leaves the address at once, and is not lost on the way.
  const other = await newDevice();
  const { link } = await lastMail(server, bob.email);
  await other.goto(link);
  await expect(other).toHaveURL("/invitations");
  await other.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await waitForHydration(other);
  await submitSignIn(other, bob);
  const join = other.getByRole("button", { name: `Join as ${bob.email}` });
  await expect(join).toBeVisible();
  await page.reload();
  await expect(invitation).toBeVisible(); // opening the link has used nothing up
  await waitForHydratedElements(other, "main form");
  await join.click();
  await expect(other.getByRole("main").getByRole("status")).toContainText(
    "You’re now a member of Harbour Works.",
  );
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("You’ve joined Harbour Works");
  await other.goto("/organizations");
  await other.goto(link);
  await waitForHydratedElements(other, "main form");
  await join.click();
  await expect(other.getByRole("main").getByRole("alert")).toContainText("was used before");
  await other.getByRole("link", { name: "See your organizations" }).click();
  await other.getByRole("main").getByRole("link", { name: "Harbour Works" }).click();

  // A member sees what members may do.
  const sections = other.getByRole("navigation", { name: "Organization" });
  await expect(sections.getByRole("link")).toHaveText(["General", "Members", "Workspaces"]);
  await sections.getByRole("link", { name: "Members" }).click();
  await expect(rowOf(other, ada.email)).toContainText("Owner");
  await expect(other.getByLabel("Email")).toHaveCount(0);
  await expect(other.getByRole("combobox")).toHaveCount(0);

  // A role chosen before hydration is saved, too. The other browser's next request has the new role.
  const scripts = await openBeforeHydration(page, `/organizations/${id}/members`);
  const role = page.getByLabel("Role of Bob Quay");
  await role.selectOption("Admin");
  scripts.release();
  await expect(page.getByText("Bob Quay is now an admin")).toBeVisible();
  await expect(role).toHaveValue("admin");
  await role.selectOption("Member");
  await expect(page.getByText("Bob Quay is now a member")).toBeVisible();
  await expect(role).toHaveValue("member");
  await expect(role).toHaveAttribute("aria-busy", "false");
  await role.selectOption("Admin");
  await expect(role).toHaveValue("admin");
  await other.reload();
  await expect(sections.getByRole("link", { name: "API keys" })).toBeVisible();
  await expect(other.getByLabel("Role of Bob Quay").getByRole("option")).toHaveText(["Member", "Admin"]);
  await expect(other.getByLabel("Role of Ada Harbour")).toHaveCount(0);

  // An API key is shown once, and works until it is revoked.
  await sections.getByRole("link", { name: "API keys" }).click();
  await other.getByLabel("Name", { exact: true }).fill("Nightly export");
  await other.getByRole("button", { name: "Create key" }).click();
  const key = await other.getByRole("main").locator("code").textContent();
  const call = (method: string) =>
    page.request.fetch(`/api/organizations/${id}`, {
      method,
      headers: { Authorization: `Bearer ${key}` },
      ...(method === "PATCH" && { data: { name: "Taken over" } }),
    });
  expect((await call("GET")).status()).toBe(200);
  expect((await call("PATCH")).status()).toBe(403);
  await other.reload();
  await expect(rowOf(other, "Nightly export")).toContainText("Last used");
  expect(await other.content()).not.toContain(key);
  await rowOf(other, "Nightly export").getByRole("button", { name: "Revoke" }).click();
  await other.getByRole("alertdialog").getByRole("button", { name: "Revoke key" }).click();
  await expect(other.getByText("No API keys yet.")).toBeVisible();
  expect((await call("GET")).status()).toBe(401);

  // The last owner cannot leave; Bob can, and the pages are gone for him.
  await page.goto(`/organizations/${id}`);
  await page.getByRole("button", { name: "Leave" }).click();
  const dialog = page.getByRole("alertdialog");
  await dialog.getByRole("button", { name: "Leave" }).click();
  await expect(dialog.getByRole("alert")).toContainText("An organization needs an owner.");
  await dialog.getByRole("button", { name: "Cancel" }).click();
  await other.goto(`/organizations/${id}`);
  await other.getByRole("button", { name: "Leave" }).click();
  await other.getByRole("alertdialog").getByRole("button", { name: "Leave" }).click();
  await expect(other).toHaveURL("/organizations");
  await other.goto(`/organizations/${id}/members`);
  await expect(other.getByRole("heading", { name: "Page not found" })).toBeVisible();

  // Deleting asks for the short name.
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  const [, slug = ""] = /Type “([^”]+)” to confirm/.exec((await dialog.textContent()) ?? "") ?? [];
  expect(slug).toMatch(/^harbour-works/);
  await dialog.getByRole("textbox").fill(slug);
  await dialog.getByRole("button", { name: "Delete organization" }).click();
  await expect(page).toHaveURL("/organizations");
  await expect(page.getByText("You’re not in an organization yet.")).toBeVisible();
});

test("an invitation sent to another address says so, and offers another account", async ({
  page,
  server,
  newUser,
  signIn,
  newDevice,
}) => {
  const [ada, bob, eve] = [await newUser("Ada"), await newUser("Bob"), await newUser("Eve")];
  await signIn(page, ada);
  const id = await createOrganization(page, "Quay");
  await inviteMember(page, id, bob.email);

  const other = await newDevice();
  await signIn(other, eve);
  await other.goto((await lastMail(server, bob.email)).link);
  await waitForHydratedElements(other, "main form");
  await other.getByRole("button", { name: `Join as ${eve.email}` }).click();
  await expect(other.getByRole("main").getByRole("alert")).toContainText("sent to another address");
  await other.getByRole("link", { name: "Use another account" }).click();
  await waitForHydration(other);
  await submitSignIn(other, bob);
  await expect(other.getByRole("button", { name: `Join as ${bob.email}` })).toBeVisible();

  // Withdrawn meanwhile, it is refused.
  await rowOf(page, bob.email).getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("No open invitations.")).toBeVisible();
  await waitForHydratedElements(other, "main form");
  await other.getByRole("button", { name: `Join as ${bob.email}` }).click();
  await expect(other.getByRole("main").getByRole("alert")).toContainText("withdrawn");
  await other.reload();
  await expect(other.getByText("Open the link from your invitation again.")).toBeVisible();
});
