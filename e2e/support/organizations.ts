import type { Locator, Page } from "@playwright/test";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import { openHydrated } from "./hydration";

/** Makes an organization over HTTP, as the user who is signed in on the page's browser. */
export async function addOrganization(page: Page, name: string): Promise<MembershipView["organization"]> {
  const refreshed = await page.request.post("/api/auth/refresh", { maxRetries: 2 });
  const { accessToken } = await refreshed.json();
  const made = await page.request.post("/api/organizations", {
    data: { name },
    headers: { Authorization: `Bearer ${accessToken}` },
  });
  if (made.status() !== 201) throw new Error(`Making an organization answered ${made.status()}`);
  return ((await made.json()) as MembershipView).organization;
}

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
