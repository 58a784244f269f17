import { beforeEach, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { createOrganization, listMemberships } from "@/lib/server/organizations/organizations";
import { granted } from "@/lib/server/testing/expectations";
import { type Installation, install, requester } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { TestBrowser } from "@/lib/web/testing/browser";
import { acceptInvitationFromForm, inviteFromForm } from "./invitation";

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
async function signIn(name: string) {
  const grant = await app.openSession(await app.addUser(name));
  const browser = new TestBrowser();
  await browser.signInWith(grant);
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  return grant;
}

/** Ada's organization. Her browser sends the forms from then on. */
async function harbour() {
  const grant = await signIn("Ada");
  const made = await createOrganization({ ...grant, now: app.now }, { name: "Harbour" }, requester());
  return { adasPage: grant.session.id, organizationId: granted(made).organization.id };
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

async function linkTo(email: string): Promise<string> {
  const [newest] = await readMail(app, email);
  return newest?.link ?? "";
}

const namesOf = async (userId: string) =>
  (await listMemberships(userId)).map(({ organization, role }) => `${organization.name} ${role}`);

test("an invitation that was sent by a posted form is accepted by one, with the link from the mail", async () => {
  const { adasPage, organizationId } = await harbour();
  const fields = { pageSessionId: adasPage, organizationId, email: "BOB@example.com", role: "admin" };
  expect(await inviteFromForm(form(fields))).toBeNull();
  const link = await linkTo("bob@example.com");

  const { user: bob, session: bobs } = await signIn("Bob");
  const digest = await acceptInvitationFromForm(form({ pageSessionId: bobs.id, link })).catch((error) =>
    String(error.digest),
  );
  expect(await namesOf(bob.id)).toEqual(["Harbour admin"]);
  // The fragment of the page before, with the secret, is not taken along.
  expect(digest).toContain(`;/organizations/${organizationId}#;`);
});

test("no one is invited to an organization by a user who is not in it", async () => {
  const { organizationId } = await harbour();
  const { user: eve, session } = await signIn("Eve");
  const fields = { pageSessionId: session.id, organizationId, email: eve.email, role: "owner" };
  expect(await inviteFromForm(form(fields))).toMatchObject({ code: "not_found" });
});

test("a link that is none, and a page of another user, join nothing", async () => {
  const { adasPage, organizationId } = await harbour();
  await inviteFromForm(
    form({ pageSessionId: adasPage, organizationId, email: "bob@example.com", role: "member" }),
  );
  const link = await linkTo("bob@example.com");
  const { user: bob, session: bobs } = await signIn("Bob");
  expect(await acceptInvitationFromForm(form({ pageSessionId: bobs.id, link: "" }))).toMatchObject({
    code: "invalid_ticket",
  });
  expect(await acceptInvitationFromForm(form({ pageSessionId: adasPage, link }))).toMatchObject({
    code: "session_mismatch",
  });
  expect(await namesOf(bob.id)).toEqual([]);
});
