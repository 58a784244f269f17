import type { Locator } from "@playwright/test";
import { rowOf } from "@/e2e/support/organizations";
import { lastMail } from "@/e2e/support/outbox";
import { expect, test } from "@/e2e/support/test";
import { API_KEY_PREFIX } from "@/lib/session/product";

test.use({ javaScriptEnabled: false });

/** Without JavaScript, the box is ticked in the place of a dialog: without it, the browser does not send the form. */
async function removeRow(row: Locator, verb: string): Promise<void> {
  await row.getByRole("button", { name: verb }).click();
  await expect(row.getByRole("checkbox")).toBeFocused();
  await row.getByRole("checkbox").check();
  await row.getByRole("button", { name: verb }).click();
}

test("an organization with its members, invitations, workspaces and API keys works by plain forms", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const [ada, bob] = [await newUser("Ada"), await newUser("Bob")];
  await signIn(page, ada);
  await page.goto("/organizations");
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page.getByText("Enter something.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Harbour");
  await page.getByRole("button", { name: "Create organization" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbour");

  await page.getByLabel("Name", { exact: true }).fill("Harbour Works");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("Saved");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbour Works");

  const accent = page.getByLabel("Accent color", { exact: true });
  await accent.fill("#ffffff");
  await page.getByRole("button", { name: "Save color" }).click();
  await expect(page.getByText("This color is too close to the background")).toBeVisible();
  await expect(accent).toHaveValue("#ffffff");
  await accent.fill("#0E7C66");
  await page.getByRole("button", { name: "Save color" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("Color saved");
  await page.getByRole("button", { name: "Use Latchkey’s color" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText("Color saved");
  await expect(page.getByRole("button", { name: "Use Latchkey’s color" })).toHaveCount(0);

  await page.getByRole("link", { name: "Members", exact: true }).click();
  await page.getByLabel("Email").fill(bob.email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await expect(page.getByRole("main").getByRole("status")).toContainText(`Invitation sent to ${bob.email}`);
  await expect(rowOf(page, bob.email)).toBeVisible();

  const { link } = await lastMail(server, bob.email);
  await signIn(page, bob);
  await page.goto(link);
  await page.getByLabel("Link from the email").fill(link);
  await page.getByRole("button", { name: `Join as ${bob.email}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Harbour Works");
  await expect(page).toHaveURL(/\/organizations\/[^/#]+#?$/);

  // The owner changes Bob's role, makes and deletes a workspace, makes and revokes a key, and removes Bob.
  await signIn(page, ada);
  await page.goto(page.url().replace(/#.*/, ""));
  const told = page.getByRole("main").getByRole("status");
  const section = (name: string) =>
    page.getByRole("navigation", { name: "Organization" }).getByRole("link", { name }).click();
  await section("Members");
  await rowOf(page, bob.email).getByRole("combobox").selectOption("Admin");
  await page.getByRole("button", { name: "Save the role of Bob" }).click();
  await expect(told).toContainText("Role changed");
  await expect(rowOf(page, bob.email).getByRole("combobox")).toHaveValue("admin");
  await rowOf(page, ada.email).getByRole("combobox").selectOption("Member");
  await page.getByRole("button", { name: "Save the role of Ada" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText("needs an owner");
  await rowOf(page, bob.email).getByRole("combobox").selectOption("Member");
  await page.getByRole("button", { name: "Save the role of Bob" }).click();
  await expect(rowOf(page, bob.email).getByRole("combobox")).toHaveValue("member");

  await section("Workspaces");
  await page.getByLabel("Name", { exact: true }).fill("The Quay");
  await page.getByRole("button", { name: "Add workspace" }).click();
  await expect(told).toContainText("Workspace added");
  await page.getByRole("link", { name: "Members of The Quay" }).click();
  await page.getByLabel("Member to add to The Quay").selectOption(`${bob.name} (${bob.email})`);
  await page.getByRole("button", { name: "Add to workspace" }).click();
  await expect(told).toContainText("Members saved");
  // The row of the workspace has the rows of its members.
  const place = page
    .getByRole("main")
    .getByRole("listitem")
    .getByRole("listitem")
    .filter({ hasText: bob.email });
  await place.getByRole("combobox").selectOption("Admin");
  await place.getByRole("button", { name: "Save the role of Bob" }).click();
  await expect(place.getByRole("combobox")).toHaveValue("admin");
  await removeRow(place, "Remove");
  await expect(told).toContainText("Member removed");
  await expect(place).toHaveCount(0);
  await section("Workspaces");
  await removeRow(rowOf(page, "The Quay"), "Delete");
  await expect(told).toContainText("Workspace deleted");
  await expect(page.getByText("No workspaces yet.")).toBeVisible();

  await section("API keys");
  await page.getByLabel("Name", { exact: true }).fill("Nightly export");
  await page.getByRole("button", { name: "Create key" }).click();
  const key = page.getByRole("main").locator("code");
  await expect(key).toHaveText(new RegExp(`^${API_KEY_PREFIX}`));
  await section("API keys");
  await expect(key).toHaveCount(0);
  await removeRow(rowOf(page, "Nightly export"), "Revoke");
  await expect(told).toContainText("API key revoked");
  await expect(page.getByText("No API keys yet.")).toBeVisible();

  await section("Members");
  await removeRow(rowOf(page, bob.email), "Remove");
  await expect(told).toContainText("Member removed");
  await expect(rowOf(page, bob.email)).toHaveCount(0);

  await section("General");
  const confirmation = page.getByLabel(/^Type “harbour.*” to confirm$/);
  const [, slug = ""] = /“(.+)”/.exec((await page.getByText(/^Type “/).textContent()) ?? "") ?? [];
  await confirmation.fill("another");
  await page.getByRole("button", { name: "Delete organization" }).click();
  await expect(confirmation).toHaveValue("another");
  await expect(confirmation).toHaveAttribute("aria-invalid", "true");
  await confirmation.fill(slug);
  await page.getByRole("button", { name: "Delete organization" }).click();
  await expect(page).toHaveURL("/organizations");
  await expect(page.getByText("You’re not in an organization yet.")).toBeVisible();
});
