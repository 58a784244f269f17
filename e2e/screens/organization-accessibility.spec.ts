/** axe on the pages of organizations and of invitations. One sign-in serves many of them. */
import type { Page } from "@playwright/test";
import { openAccountMenu } from "@/e2e/support/account-menu";
import type { TestAccount } from "@/e2e/support/accounts";
import type { SharedServer } from "@/e2e/support/http-test";
import { openHydrated, waitForHydratedElements } from "@/e2e/support/hydration";
import { rowOf } from "@/e2e/support/organizations";
import { newOrganization } from "@/e2e/support/organizations-over-http";
import { checkView } from "@/e2e/support/screen-checks";
import { expect, test } from "@/e2e/support/test";

/** No line of these can break between words. */
const LONG = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft";

/** An organization with long names, whose owner is signed in on the page's browser. */
async function openOrganization(
  page: Page,
  server: SharedServer,
  signIn: (page: Page, account: TestAccount) => Promise<void>,
) {
  const organization = await newOrganization(server, { name: LONG, ownerName: `Ada ${LONG.slice(0, 50)}` });
  const workspace = await organization.post("workspaces", { name: `Workspace ${LONG.slice(0, 60)}` });
  await signIn(page, organization.owner.account);
  await page.emulateMedia({ reducedMotion: "reduce" });
  return { ...organization, here: `/organizations/${organization.id}`, workspaceName: workspace.name };
}

test("axe finds no violation in the settings of an organization in light or dark, and nothing overflows", async ({
  page,
  server,
  signIn,
}) => {
  const organization = await openOrganization(page, server, signIn);
  const { here, workspaceName } = organization;
  await organization.addMember("Bob Quay");
  await organization.invite("carol.with.a.very.long.address.that.never.breaks@example.com");
  await organization.post("api-keys", { name: `Key ${LONG.slice(0, 60)}`, scope: "write" });

  await openHydrated(page, here);
  await page.getByLabel("Accent color", { exact: true }).fill("#ffffff");
  await page.getByRole("button", { name: "Save color" }).click();
  await expect(page.getByText("Choose a color that stands out")).toBeVisible();
  await checkView(page, "the general settings, with an error");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("alertdialog").getByRole("textbox")).toBeFocused();
  await checkView(page, "the deletion");

  await openHydrated(page, `${here}/members`);
  await checkView(page, "the members");

  await openHydrated(page, `${here}/workspaces`);
  await rowOf(page, workspaceName).locator("summary").click();
  await expect(page.getByRole("button", { name: "Add to workspace" })).toBeVisible();
  await checkView(page, "a workspace with its members");

  await openHydrated(page, `${here}/api-keys`);
  await page.getByLabel("Name", { exact: true }).fill("Nightly export");
  await page.getByRole("button", { name: "Create key" }).click();
  await expect(page.getByRole("main").locator("code")).toBeVisible();
  await checkView(page, "the API keys, with a new one");
});

test("axe finds no violation in the menu and on the page of invitations in light or dark, and nothing overflows", async ({
  page,
  server,
  signIn,
}) => {
  const organization = await openOrganization(page, server, signIn);
  const { workspaceName } = organization;

  await openHydrated(page, "/organizations");
  await checkView(page, "the organizations");
  // The menu, with the organization and the workspace to work in.
  const menu = await openAccountMenu(page);
  await menu.getByRole("button", { name: LONG }).click();
  await menu.getByRole("button", { name: workspaceName }).click();
  await expect(menu.getByRole("button", { name: workspaceName })).toHaveAttribute("aria-pressed", "true");
  await checkView(page, "the account menu");

  // An invitation: to another address, refused, and without its secret. Signed out comes last.
  const link = await organization.invite("dan@example.com");
  await page.goto(link);
  await waitForHydratedElements(page, "main form");
  await checkView(page, "an invitation");
  await page.getByRole("button", { name: /^Join as / }).click();
  await expect(page.getByRole("link", { name: "Use another account" })).toBeVisible();
  await checkView(page, "an invitation to another address");
  await page.goto("/invitations#token=unknown");
  await waitForHydratedElements(page, "main form");
  await page.getByRole("button", { name: /^Join as / }).click();
  await expect(page.getByText("This invitation has expired")).toBeVisible();
  await checkView(page, "an invitation that is over");
  await page.reload();
  await expect(page.getByText("Open the link from your invitation again.")).toBeVisible();
  await checkView(page, "an invitation without its link");
  await page.context().clearCookies();
  await page.goto(link);
  await page.reload();
  await expect(page.getByRole("link", { name: "Create an account" })).toBeVisible();
  await checkView(page, "an invitation of a visitor");
});
