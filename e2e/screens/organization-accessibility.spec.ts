/** axe on the pages of organizations and of invitations. One user signs in once for all of them. */
import type { Page } from "@playwright/test";
import { openAccountMenu } from "@/e2e/support/account-menu";
import { openHydrated, waitForHydratedElements } from "@/e2e/support/hydration";
import { rowOf } from "@/e2e/support/organizations";
import { newOrganization } from "@/e2e/support/organizations-over-http";
import { expectAccessible, expectNoOverflow, NARROWEST, SIZES } from "@/e2e/support/screen-checks";
import { expect, test } from "@/e2e/support/test";

/** No line of these can break between words. */
const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

async function check(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await expectNoOverflow(page, [NARROWEST]);
  await page.setViewportSize(SIZES.desktop);
}

test("axe finds no violation on the pages of organizations in light or dark, and nothing overflows", async ({
  page,
  server,
  signIn,
}) => {
  const organization = await newOrganization(server, { name: LONG, ownerName: `Ada ${LONG.slice(0, 50)}` });
  const { id, owner } = organization;
  const here = `/organizations/${id}`;
  await organization.addMember("Bob Quay");
  await organization.invite("carol.with.a.very.long.address.that.never.breaks@example.com");
  const workspace = await organization.post("workspaces", { name: `Workspace ${LONG.slice(0, 60)}` });
  await organization.post("api-keys", { name: `Key ${LONG.slice(0, 60)}`, scope: "write" });
  await owner.browser.patch(`/api${here}`, { branding: { primaryColor: "#8a3ffc" } });
  await owner.browser.post("/api/session/organization", { organizationId: id });

  await signIn(page, owner.account);
  await page.emulateMedia({ reducedMotion: "reduce" });

  await openHydrated(page, "/organizations");
  await check(page, "the organizations");
  // The menu, with the organization and the workspace to work in.
  const menu = await openAccountMenu(page);
  await menu.getByRole("button", { name: LONG }).click();
  await menu.getByRole("button", { name: workspace.name }).click();
  await expect(menu.getByRole("button", { name: workspace.name })).toHaveAttribute("aria-pressed", "true");
  await check(page, "the account menu");

  await openHydrated(page, here);
  await page.getByLabel("Accent colour", { exact: true }).fill("#ffffff");
  await page.getByRole("button", { name: "Save colour" }).click();
  await expect(page.getByText("Choose a colour that stands out")).toBeVisible();
  await check(page, "the general settings, with an error");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("alertdialog").getByRole("textbox")).toBeFocused();
  await check(page, "the deletion");

  await openHydrated(page, `${here}/members`);
  await check(page, "the members");

  await openHydrated(page, `${here}/workspaces`);
  await rowOf(page, workspace.name).getByText("Members").click();
  await expect(page.getByRole("button", { name: "Add to workspace" })).toBeVisible();
  await check(page, "a workspace with its members");

  await openHydrated(page, `${here}/api-keys`);
  await page.getByLabel("Name", { exact: true }).fill("Nightly export");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("main").locator("code")).toBeVisible();
  await check(page, "the API keys, with a new one");

  // An invitation: to another address, refused, and without its secret. Signed out comes last.
  const link = await organization.invite("dan@example.com");
  await page.goto(link);
  await waitForHydratedElements(page, "main form");
  await check(page, "an invitation");
  await page.getByRole("button", { name: /^Join as / }).click();
  await expect(page.getByRole("link", { name: "Use another account" })).toBeVisible();
  await check(page, "an invitation to another address");
  await page.goto("/invitations#token=unknown");
  await waitForHydratedElements(page, "main form");
  await page.getByRole("button", { name: /^Join as / }).click();
  await expect(page.getByText("This invitation has expired")).toBeVisible();
  await check(page, "an invitation that is over");
  await page.reload();
  await expect(page.getByText("Open the link from your invitation again.")).toBeVisible();
  await check(page, "an invitation without its link");
  await page.context().clearCookies();
  await page.goto(link);
  await page.reload();
  await expect(page.getByRole("link", { name: "Create an account" })).toBeVisible();
  await check(page, "an invitation of a visitor");
});
