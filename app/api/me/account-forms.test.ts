/** The name, the password, deleting the account, keeping it and downloading the data, without JavaScript. */
import { beforeEach, describe, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { DAY, type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { addOrganization, write } from "@/lib/server/testing/organizations";
import { addPhoneApp } from "@/lib/server/testing/second-factors";
import { deleteAccountFromForm, keepAccountFromForm } from "@/lib/web/forms/account-deletion";
import { changeNameFromForm } from "@/lib/web/forms/name";
import { saveNoteFromForm } from "@/lib/web/forms/note";
import { changePasswordFromForm } from "@/lib/web/forms/password";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../auth/refresh/route";
import * as download from "./export/route";

const request = vi.hoisted(() => ({
  headers: new Headers(),
  write: (_cookie: { name: string; value: string }) => {},
}));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: (cookie: { name: string; value: string }) => request.write(cookie) }),
}));

let app: Installation;
let browser: TestBrowser;
let ada: { id: string; sessionId: string };
beforeEach(async () => {
  app = install();
  browser = new TestBrowser();
  const grant = await app.openSession(await app.addUser("Ada"));
  await browser.signInWith(grant);
  request.write = ({ name, value }) => browser.jar.set(name, value);
  ada = { id: grant.user.id, sessionId: grant.session.id };
});

type Action = (form: FormData) => Promise<unknown>;

/** What the form is answered; for a redirect, where it leads. */
async function send(action: Action, fields: Record<string, string> = {}): Promise<unknown> {
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  const form = new FormData();
  for (const [name, value] of Object.entries({ pageSessionId: ada.sessionId, ...fields }))
    form.set(name, value);
  return action(form).catch((error: { digest?: string }) => String(error.digest).split(";")[2]);
}

describe("changing the name", () => {
  test("takes what the API takes", async () => {
    expect(await send(changeNameFromForm, { name: " " })).toMatchObject({
      code: "invalid_request",
      details: { issues: [{ path: "name" }] },
    });
    expect(await send(changeNameFromForm, { name: " Ada Lovelace " })).toBeNull();
    expect((await app.db.findUser(ada.id))?.name).toBe("Ada Lovelace");
  });
});

describe("changing the password", () => {
  const CHANGED = "/profile/security?changed=password";
  const NEXT = "another lamp in a harbour";
  const change = (fields = {}) =>
    send(changePasswordFromForm, { currentPassword: PASSWORD, newPassword: NEXT, ...fields });
  const other = async () => (await app.openSession((await app.db.findUser(ada.id)) as never)).session.id;

  test("rotates this session, and signs the others out when the box is ticked", async () => {
    const copy = browser.copy();
    const [first] = [await other()];
    expect(await change()).toBe(CHANGED);
    expect((await app.session(first)).endedReason).toBeNull();
    expect(await change({ currentPassword: NEXT, newPassword: PASSWORD, signOutOthers: "on" })).toBe(CHANGED);
    expect((await app.session(first)).endedReason).toBe("password_changed");
    expect(await copy.post(refresh, "/api/auth/refresh")).toMatchObject({ json: { error: "superseded" } });
    expect((await browser.post(refresh, "/api/auth/refresh")).status).toBe(200);
  });

  test("needs the password so far, and a new one that the policy accepts", async () => {
    expect(await change({ currentPassword: "not the password" })).toMatchObject({
      code: "invalid_credentials",
    });
    expect(await change({ newPassword: "short" })).toMatchObject({
      code: "invalid_request",
      details: { issues: [{ path: "newPassword" }] },
    });
  });

  test("needs after a while the second factor of a user who has one", async () => {
    const { phone } = await addPhoneApp(app, ada.id);
    app.pass(15 * MINUTE);
    expect(await change()).toMatchObject({ code: "second_factor_required" });
    expect(await change({ code: "000000" })).toMatchObject({ code: "invalid_code" });
    const code = phone.code();
    // A password that is refused does not use the code up.
    expect(await change({ code, newPassword: "short" })).toMatchObject({ code: "invalid_request" });
    expect(await change({ code })).toBe(CHANGED);
  });
});

const deletionAt = async () => (await app.db.findUser(ada.id))?.deletionAt ?? null;
const scheduled = { deletionAt: 0 };

describe("deleting the account", () => {
  test("needs the tick, then leads to the sign-in page, which says why", async () => {
    expect(await send(deleteAccountFromForm)).toMatchObject({
      code: "invalid_request",
      details: { issues: [{ path: "confirmed" }] },
    });
    expect(await deletionAt()).toBeNull();
    expect(await send(deleteAccountFromForm, { confirmed: "yes" })).toBe("/login?reason=account_deletion");
    expect(await deletionAt()).toBe(app.now + 14 * DAY);
    expect(await app.db.listLiving(ada.id)).toEqual([]);
  });

  test("asks for the password after a while, and for the second factor of a user who has one", async () => {
    app.pass(15 * MINUTE);
    const ask = (fields = {}) => send(deleteAccountFromForm, { confirmed: "yes", ...fields });
    expect(await ask()).toMatchObject({ code: "reauthentication_required" });
    expect(await ask({ password: "not the password" })).toMatchObject({ code: "invalid_credentials" });
    const { phone } = await addPhoneApp(app, ada.id);
    expect(await ask({ password: PASSWORD })).toMatchObject({ code: "second_factor_required" });
    expect(await deletionAt()).toBeNull();
    expect(await ask({ password: PASSWORD, proof: phone.code() })).toBe("/login?reason=account_deletion");
  });

  test("names the organizations that need another owner", async () => {
    const user = await app.db.findUser(ada.id);
    if (user) await addOrganization(app, "engines", [[user, "owner"]]);
    expect(await send(deleteAccountFromForm, { confirmed: "yes" })).toMatchObject({
      code: "last_owner",
      details: { organizations: [{ id: "engines", name: "engines" }] },
    });
  });
});

describe("keeping it", () => {
  beforeEach(async () => {
    scheduled.deletionAt = app.now + DAY;
    await write(app, [{ kind: "update-user", id: ada.id, set: scheduled }]);
  });

  test("takes a click, and leads on", async () => {
    expect(await send(keepAccountFromForm)).toBe("/dashboard?kept");
    expect(await deletionAt()).toBeNull();
  });

  test("comes before every other form that changes something", async () => {
    const refused = { code: "deletion_scheduled" };
    expect(await send(saveNoteFromForm, { text: "A note" })).toMatchObject(refused);
    expect(await send(deleteAccountFromForm, { confirmed: "yes" })).toMatchObject(refused);
    await send(keepAccountFromForm);
    expect(await send(saveNoteFromForm, { text: "A note" })).not.toMatchObject(refused);
  });

  test("the data can be downloaded meanwhile", async () => {
    expect((await post()).json).toMatchObject({ account: { id: ada.id } });
  });
});

/** Posts the form of the page as a browser does that runs no script. */
function post(fields: Record<string, string> = {}, accept = "text/html") {
  const body = new URLSearchParams({
    pageSessionId: ada.sessionId,
    password: "",
    proof: "",
    ...fields,
  }).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", accept };
  return browser.send(download, "POST", "/api/me/export", { body, headers });
}

describe("downloading the data", () => {
  test("answers the form with the file", async () => {
    const { status, headers, json } = await post();
    expect(status).toBe(200);
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="latchkey-account-/);
    expect(json).toMatchObject({ format: "latchkey-account", account: { id: ada.id } });
  });

  test("leads back to its page when it is refused, and takes the password there", async () => {
    app.pass(15 * MINUTE);
    const back = async (fields = {}) => (await post(fields)).headers.get("location");
    const page = `${config().origin}/profile/your-data`;
    expect(await back()).toBe(`${page}?problem=reauthentication_required`);
    expect(await back({ password: "not the password" })).toBe(`${page}?problem=invalid_credentials`);
    expect(await back({ pageSessionId: "another" })).toBe(`${page}?problem=session_mismatch`);
    expect((await post({ password: PASSWORD })).status).toBe(200);
  });

  test("is a script's to read as an error, and no other site's to ask for", async () => {
    app.pass(15 * MINUTE);
    expect(await post({}, "application/json")).toMatchObject({
      status: 403,
      json: { error: "reauthentication_required" },
    });
    const headers = { "content-type": "application/x-www-form-urlencoded", "sec-fetch-site": "cross-site" };
    const foreign = await browser.send(download, "POST", "/api/me/export", { body: "", headers });
    expect(foreign).toMatchObject({ status: 403, json: { error: "cross_site_request" } });
  });
});
