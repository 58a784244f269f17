/** The forms of an organization's colour, of its workspaces' members, and of its end. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { type Installation, install } from "@/lib/server/testing/installation";
import { addBelongings, addOrganization } from "@/lib/server/testing/organizations";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { API_KEY_PREFIX } from "@/lib/session/product";
import type { UserRecord } from "@/lib/session/session";
import { TestBrowser } from "@/lib/web/testing/browser";
import { deleteOrganizationFromForm, setBrandingFromForm } from "./organization";
import { removeFromWorkspaceFromForm, setWorkspaceRoleFromForm } from "./workspace";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => {} }),
}));

const ENGINES = "engines" as OrganizationId;
const NAMES = ["Ada", "Grace", "Alan", "Barbara", "Eve"] as const;
type Name = (typeof NAMES)[number];

let app: Installation;
let people: Record<Name, { id: string; sessionId: string; browser: TestBrowser }>;
let workspaceId: string;

/** In `engines` Ada is owner, Grace admin; Alan and Barbara are members, and Alan is in its workspace. Eve is in neither. */
beforeEach(async () => {
  app = install();
  const signedIn: { user: UserRecord; id: string; sessionId: string; browser: TestBrowser }[] = [];
  for (const name of NAMES) {
    const { user, session, ...grant } = await app.openSession(await app.addUser(name));
    const browser = new TestBrowser();
    await browser.signInWith({ user, session, ...grant });
    signedIn.push({ user, id: user.id, sessionId: session.id, browser });
  }
  people = Object.fromEntries(NAMES.map((name, at) => [name, signedIn[at]])) as unknown as typeof people;
  const [ada, grace, alan, barbara] = signedIn.map(({ user }) => user);
  if (!ada || !grace || !alan || !barbara) throw new Error("no users");
  const engines = await addOrganization(app, ENGINES, [
    [ada, "owner"],
    [grace, "admin"],
    [alan, "member"],
    [barbara, "member"],
  ]);
  const keys = { read: `${API_KEY_PREFIX}read`, write: `${API_KEY_PREFIX}write` };
  ({ workspaceId } = await addBelongings(app, engines, { ownerId: ada.id, members: [alan.id], keys }));
});

/** What a person's form is answered; for a redirect, where it leads. */
async function send(
  by: Name,
  action: (form: FormData) => Promise<unknown>,
  fields: Record<string, string>,
): Promise<unknown> {
  const { browser, sessionId } = people[by];
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  const form = new FormData();
  const all = { pageSessionId: sessionId, organizationId: ENGINES, ...fields };
  for (const [name, value] of Object.entries(all)) form.set(name, value);
  return action(form).catch((error: { digest?: string }) => String(error.digest));
}

const organization = async () =>
  (await app.db.listMemberships(people.Ada.id)).map(({ organization }) => organization)[0];
const places = async () =>
  (await app.db.listWorkspaceMembers({ organizationId: ENGINES, workspaceId }, 1, 10)).flatMap(
    ({ user: { name }, addedAs }) => (addedAs ? `${name} ${addedAs}` : []),
  );

describe("the accent colour", () => {
  const set = (by: Name, fields: Record<string, string>) => send(by, setBrandingFromForm, fields);

  test("is set by an admin, in any spelling, and reset by the other button", async () => {
    expect(await set("Grace", { primaryColor: " #0E7C66 " })).toBeNull();
    expect(await organization()).toMatchObject({ primaryColor: "#0e7c66" });
    // The field is sent along with the button.
    expect(await set("Grace", { primaryColor: "#0e7c66", reset: "yes" })).toBeNull();
    expect(await organization()).toMatchObject({ primaryColor: null });
  });

  test.each(["", "green", "#ffffff", "#0e7c6"])("%j is refused at its field", async (primaryColor) => {
    expect(await set("Ada", { primaryColor })).toMatchObject({
      code: "invalid_request",
      details: { issues: expect.arrayContaining([expect.objectContaining({ path: "primaryColor" })]) },
    });
    expect(await organization()).toMatchObject({ primaryColor: null });
  });

  test("is none of a member's, nor of a user's who is no member", async () => {
    for (const fields of [{ primaryColor: "#0e7c66" }, { reset: "yes" }]) {
      expect(await set("Alan", fields)).toMatchObject({ code: "forbidden" });
      expect(await set("Eve", fields)).toMatchObject({ code: "not_found" });
    }
  });
});

describe("the members of a workspace", () => {
  const change = (by: Name, of: Name, role: string) =>
    send(by, setWorkspaceRoleFromForm, { workspaceId, userId: people[of].id, role });
  const remove = (by: Name, of: Name) =>
    send(by, removeFromWorkspaceFromForm, { workspaceId, userId: people[of].id });

  test("an admin adds one, changes a role and takes one out; a member leaves", async () => {
    expect(await change("Grace", "Barbara", "member")).toBeNull();
    expect(await change("Grace", "Barbara", "admin")).toBeNull();
    expect(await places()).toEqual(["Alan member", "Barbara admin"]);
    // Barbara is an admin of the workspace by now.
    expect(await change("Barbara", "Alan", "admin")).toBeNull();
    expect(await remove("Alan", "Alan")).toBeNull();
    expect(await remove("Grace", "Barbara")).toBeNull();
    expect(await places()).toEqual([]);
  });

  test("who may not is refused, and so is what is not in the organization", async () => {
    expect(await change("Alan", "Barbara", "member")).toMatchObject({ code: "forbidden" });
    expect(await change("Barbara", "Barbara", "member")).toMatchObject({ code: "not_found" });
    expect(await remove("Barbara", "Alan")).toMatchObject({ code: "not_found" });
    expect(await change("Eve", "Eve", "admin")).toMatchObject({ code: "not_found" });
    expect(await change("Ada", "Eve", "member")).toMatchObject({ code: "not_found" });
    expect(await change("Ada", "Barbara", "owner")).toMatchObject({ code: "invalid_request" });
    const unknown = { workspaceId: "unknown", userId: people.Alan.id };
    expect(await send("Ada", removeFromWorkspaceFromForm, unknown)).toMatchObject({ code: "not_found" });
    expect(await places()).toEqual(["Alan member"]);
  });
});

describe("deleting an organization", () => {
  const remove = (by: Name, fields: Record<string, string> = {}) =>
    send(by, deleteOrganizationFromForm, { confirmation: "engines", ...fields });

  test("takes its short name, then leads to the list of organizations", async () => {
    for (const confirmation of ["", "Engines", "looms"])
      expect(await remove("Ada", { confirmation })).toMatchObject({
        code: "invalid_request",
        details: { issues: [{ path: "confirmation", message: "Type “engines” to confirm." }] },
      });
    expect(await organization()).toMatchObject({ id: ENGINES });
    expect(await remove("Ada", { confirmation: " engines " })).toContain(";/organizations;");
    expect(await organization()).toBeUndefined();
  });

  test("is the owner's alone", async () => {
    expect(await remove("Grace")).toMatchObject({ code: "forbidden" });
    expect(await remove("Eve")).toMatchObject({ code: "not_found" });
    expect(await organization()).toMatchObject({ id: ENGINES });
  });

  test("long after the sign-in needs the password", async () => {
    app.now += config().reauthenticationWindow;
    expect(await remove("Ada")).toMatchObject({ code: "reauthentication_required" });
    expect(await remove("Ada", { password: "wrong" })).toMatchObject({ code: "invalid_credentials" });
    expect(await organization()).toMatchObject({ id: ENGINES });
  });
});
