import { beforeEach, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { createOrganization, listMemberships } from "@/lib/server/organizations/organizations";
import { granted } from "@/lib/server/testing/expectations";
import { type Installation, install, requester } from "@/lib/server/testing/installation";
import type { MembershipView } from "@/lib/session/organizations/organization-contract";
import type { UserRecord } from "@/lib/session/session";
import { TestBrowser } from "@/lib/web/testing/browser";
import { createOrganizationFromForm, updateOrganizationFromForm } from "./organization";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => {} }),
}));

let app: Installation;
beforeEach(() => {
  app = install();
});

/** Signs a user in on a browser of their own, which sends the forms from then on. */
async function signIn(name: string): Promise<{
  user: UserRecord;
  pageSessionId: string;
  harbour: () => Promise<MembershipView>;
}> {
  const user = await app.addUser(name);
  const grant = await app.openSession(user);
  const browser = new TestBrowser();
  await browser.signInWith(grant);
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  const harbour = async () =>
    granted(await createOrganization({ ...grant, now: app.now }, { name: "Harbour" }, requester()));
  return { user, pageSessionId: grant.session.id, harbour };
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

const namesOf = async ({ id }: UserRecord) =>
  (await listMemberships(id)).map(({ organization: { name, slug } }) => `${name} ${slug}`);

test("a posted form makes an organization and goes to its settings; an empty short name is made from the name", async () => {
  const { user, pageSessionId } = await signIn("Ada");
  const fields = { pageSessionId, name: " Harbour Master ", slug: "" };
  const digest = await createOrganizationFromForm(form(fields)).catch((error) => String(error.digest));
  expect(await namesOf(user)).toEqual(["Harbour Master harbour-master"]);
  const [membership] = await listMemberships(user.id);
  expect(digest).toContain(`;/organizations/${membership?.organization.id};`);
});

test("a posted form renames an organization", async () => {
  const { user, pageSessionId, harbour } = await signIn("Ada");
  const { organization } = await harbour();
  const fields = { pageSessionId, organizationId: organization.id, name: "Quay", slug: "the-quay" };
  expect(await updateOrganizationFromForm(form(fields))).toBeNull();
  expect(await namesOf(user)).toEqual(["Quay the-quay"]);
});

test("a form names what is wrong by field, and says when a short name is taken", async () => {
  const { pageSessionId, harbour } = await signIn("Ada");
  const { organization } = await harbour();
  const fields = { pageSessionId, organizationId: organization.id, name: "", slug: "No!" };
  const refusal = await updateOrganizationFromForm(form(fields));
  expect(refusal).toMatchObject({ code: "invalid_request" });
  expect(refusal?.details?.issues?.map(({ path }) => path)).toEqual(["name", "slug"]);
  const taken = { pageSessionId, name: "Another", slug: organization.slug };
  expect(await createOrganizationFromForm(form(taken))).toMatchObject({ code: "slug_taken" });
});

test("an organization is renamed by no one who is not in it, whatever the form says", async () => {
  const { user: ada, pageSessionId: adasPage, harbour } = await signIn("Ada");
  const { organization } = await harbour();
  const { pageSessionId } = await signIn("Eve");
  const fields = { organizationId: organization.id, name: "Stolen", slug: "stolen" };
  expect(await updateOrganizationFromForm(form({ ...fields, pageSessionId }))).toMatchObject({
    code: "not_found",
  });
  expect(await updateOrganizationFromForm(form({ ...fields, pageSessionId: adasPage }))).toMatchObject({
    code: "session_mismatch",
  });
  expect(await namesOf(ada)).toEqual(["Harbour harbour"]);
});

test("a form of a page whose user has signed out does nothing", async () => {
  const { user, pageSessionId } = await signIn("Ada");
  request.headers = new Headers({ origin: config().origin });
  expect(await createOrganizationFromForm(form({ pageSessionId, name: "Harbour" }))).toMatchObject({
    code: "not_authenticated",
  });
  expect(await namesOf(user)).toEqual([]);
});
