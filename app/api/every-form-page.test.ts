/** Every form of a signed-in page: it is refused once its page belongs to another account than the one signed in. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { type Installation, install } from "@/lib/server/testing/installation";
import type { TestBrowser } from "@/lib/web/testing/browser";
import { actAsAda } from "./impersonation.fixture";
import { signInAll, signOut } from "./session/accounts.fixture";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => undefined }),
}));

type Action = (form: FormData) => Promise<unknown>;

/** The fields that each form needs besides the session of its page. */
const FIELDS: Record<string, Record<string, string>> = {
  acceptInvitationFromForm: { link: "none" },
  addDeviceFromForm: { step: "check", id: "none" },
  changeEmailFromForm: { step: "request", email: "new@example.com" },
  changeNameFromForm: { name: "Ada" },
  changePasswordFromForm: { currentPassword: "a", newPassword: "a longer password" },
  changeRoleFromForm: { organizationId: "none", userId: "none", role: "member" },
  changeSecondFactorsFromForm: { step: "begin-app" },
  createApiKeyFromForm: { organizationId: "none", name: "Key", scope: "read" },
  createOrganizationFromForm: { name: "Harbour" },
  createWorkspaceFromForm: { organizationId: "none", name: "Quay" },
  deleteAccountFromForm: {},
  deleteOrganizationFromForm: { organizationId: "none" },
  deleteWorkspaceFromForm: { organizationId: "none", workspaceId: "none" },
  inviteFromForm: { organizationId: "none", email: "bob@example.com", role: "member" },
  keepAccountFromForm: {},
  removeFromWorkspaceFromForm: { organizationId: "none", workspaceId: "none", userId: "none" },
  removeMemberFromForm: { organizationId: "none", userId: "none" },
  revokeApiKeyFromForm: { organizationId: "none", keyId: "none" },
  saveNoteFromForm: { text: "A note" },
  secureAccountFromForm: { sessionId: "none", currentPassword: "a", newPassword: "a longer password" },
  setBrandingFromForm: { organizationId: "none", primaryColor: "#0e7c66" },
  setIdleTimeoutFromForm: { idleTimeout: "default" },
  signOutDevicesFromForm: { devices: "none" },
  setWorkspaceRoleFromForm: { organizationId: "none", workspaceId: "none", userId: "none", role: "member" },
  updateOrganizationFromForm: { organizationId: "none", name: "Harbour", slug: "harbour" },
  withdrawInvitationFromForm: { organizationId: "none", invitationId: "none" },
};

const FILES = globSync("lib/web/forms/*.ts").filter(
  (file) =>
    !file.endsWith(".test.ts") && /findFormPrincipal|memberFormAction/.test(readFileSync(file, "utf8")),
);
const FORMS = (
  await Promise.all(
    FILES.map(
      async (file) => (await import(/* @vite-ignore */ path.resolve(file))) as Record<string, Action>,
    ),
  )
)
  .flatMap((module) => Object.entries(module))
  .filter(([name]) => name.endsWith("FromForm"));

/** What a form of a page of that session is answered in this browser; for a redirect, where it leads. */
async function send(browser: TestBrowser, [name, action]: [string, Action], pageSessionId: string) {
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  const form = new FormData();
  for (const [field, value] of Object.entries({ ...FIELDS[name], pageSessionId })) form.set(field, value);
  return action(form).catch((error: { digest?: string }) => ({ code: error.digest }));
}

/** A browser on which an administrator acts as Ada, and Ada's own sign-in is the active one by now. */
async function stalePage(app: Installation) {
  const { browser, acting } = await actAsAda(app);
  const { ids } = await signInAll(app, ["Ada"], browser);
  return { browser, acting: acting.id, own: ids[0] };
}

const MISMATCH = { code: "session_mismatch" };

test("every form that names its page is in the table", () => {
  expect(FORMS.map(([name]) => name).toSorted()).toEqual(Object.keys(FIELDS).toSorted());
});

test.each(FORMS)("%s", async (...form) => {
  const { browser, acting, own } = await stalePage(install());
  for (const page of [acting, "", "unknown"]) expect(await send(browser, form, page)).toMatchObject(MISMATCH);
  expect(await send(browser, form, own)).not.toMatchObject(MISMATCH);
});

test("a form of another user's page is refused; one of the same user, who has signed in again since, is not", async () => {
  const app = install();
  const [note] = FORMS.filter(([name]) => name === "saveNoteFromForm");
  if (!note) throw new Error("no form saves the note");
  const { browser, ids } = await signInAll(app, ["Ada"]);
  const { ids: graces } = await signInAll(app, ["Grace"], browser);
  expect(await send(browser, note, ids[0])).toMatchObject(MISMATCH);
  await signOut(browser);
  expect(await send(browser, note, graces[0])).toMatchObject({ code: "not_authenticated" });
  await signInAll(app, ["Grace"], browser);
  expect(await send(browser, note, graces[0])).toBeNull();
});
