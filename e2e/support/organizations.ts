import type { Locator, Page } from "@playwright/test";
import { openHydrated } from "./hydration";

/** The row of a member, an invitation, a workspace or a key, by a text in it. */
export const rowOf = (page: Page, text: string): Locator =>
  page.getByRole("main").getByRole("listitem").filter({ hasText: text });

/** Makes an organization with the form. @returns its id */
export async function createOrganization(page: Page, name: string): Promise<string> {
  await openHydrated(page, "/organizations");
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Create organization" }).click();
  await page.waitForURL(/\/organizations\/[^/]+$/);
  return new URL(page.url()).pathname.split("/").at(-1) ?? "";
}

/** Invites an address with the form of the members' page. */
export async function inviteMember(page: Page, organizationId: string, email: string): Promise<void> {
  await openHydrated(page, `/organizations/${organizationId}/members`);
  await page.getByLabel("Email").fill(email);
  await page.getByRole("button", { name: "Send invitation" }).click();
  await page
    .getByRole("status")
    .filter({ hasText: `Invitation sent to ${email}` })
    .waitFor();
}
