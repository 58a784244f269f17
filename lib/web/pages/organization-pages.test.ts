import { expect, test, vi } from "vitest";
import { createOrganization } from "@/lib/server/organizations/organizations";
import { granted } from "@/lib/server/testing/expectations";
import { type Installation, install, requester } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { requireMember } from "./organization-pages";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => request.headers }));

/** Signs a user in; the pages are rendered for that browser from then on. */
async function visit(app: Installation, name: string) {
  const grant = await app.openSession(await app.addUser(name));
  const browser = new TestBrowser();
  await browser.signInWith(grant);
  request.headers = new Headers({ cookie: browser.cookieHeader() });
  return grant;
}

/** The outcome of a guard: the redirect's target, or "not found". */
async function refused(guard: Promise<unknown>): Promise<string> {
  const digest = await guard.then(
    () => "in",
    (error: { digest?: string }) => error.digest ?? "",
  );
  return digest.startsWith("NEXT_HTTP_ERROR_FALLBACK;404") ? "not found" : (digest.split(";")[2] ?? digest);
}

async function harbour() {
  const app = install();
  const grant = await visit(app, "Ada");
  const made = granted(
    await createOrganization({ ...grant, now: app.now }, { name: "Harbour" }, requester()),
  );
  return { app, id: made.organization.id, organization: made.organization };
}

test("a member's page has the membership as it is now", async () => {
  const { id, organization } = await harbour();
  expect(await requireMember(id, "", "organization.read")).toMatchObject({
    user: { name: "Ada" },
    membership: { organization, role: "owner" },
  });
});

test("to a user who is no member the page does not exist, and the refusal is in the log", async () => {
  const { app, id } = await harbour();
  await visit(app, "Eve");
  app.logged.length = 0;
  expect(await refused(requireMember(id, "/members", "members.read"))).toBe("not found");
  expect(await refused(requireMember("unknown", "", "organization.read"))).toBe("not found");
  expect(app.logged.map((line) => JSON.parse(line))).toMatchObject([
    { msg: "refused", path: `/organizations/${id}/members`, code: "not_found" },
    { msg: "refused", path: "/organizations/unknown", code: "not_found" },
  ]);
});

test("a visitor signs in first, and comes back", async () => {
  const { id } = await harbour();
  request.headers = new Headers();
  expect(await refused(requireMember(id, "/api-keys", "api_keys.read"))).toBe(
    `/login?returnTo=%2Forganizations%2F${id}%2Fapi-keys`,
  );
});
