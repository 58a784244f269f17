import { describe, expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { saveNoteFromForm } from "./note";
import { signInFromForm } from "./sign-in";

const request = vi.hoisted(() => ({ headers: new Headers(), written: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    set: ({ name, value }: { name: string; value: string }) => request.written.set(name, value),
  }),
}));

/** Ada signed out in this browser while the server was unavailable; now another user submits a form. */
async function left() {
  const app = install();
  await app.addUser("Grace");
  const grant = await app.openSession(await app.addUser("Ada"));
  const browser = new TestBrowser();
  await browser.signInWith(grant);
  browser.jar.set(`latchkey_left.${grant.session.id}`, "1");
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  return async () => (await app.session(grant.session.id)).endedReason;
}

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}

test("a sign-in form ends the session with a pending sign-out, and removes its marker", async () => {
  const pendingSignOutEnd = await left();
  const fields = { email: "grace@example.com", password: PASSWORD };
  await expect(signInFromForm(form(fields))).rejects.toThrow("NEXT_REDIRECT");
  expect([...request.written.keys()].some((name) => name.startsWith("latchkey_left."))).toBe(true);
  expect(await pendingSignOutEnd()).toBe("signed_out");
});

test("so does a note form that is sent from the page of the signed-out user", async () => {
  const pendingSignOutEnd = await left();
  expect(await saveNoteFromForm(form({ pageSessionId: "a session of Ada", text: "mine" }))).toMatchObject({
    code: "not_authenticated",
  });
  expect(await pendingSignOutEnd()).toBe("signed_out");
});

test("another site's form is refused without the middleware, too, and leaves one line in the log", async () => {
  const app = install();
  request.headers = new Headers({ origin: "https://evil.net" });
  const fields = { email: "grace@example.com", password: PASSWORD };
  expect(await signInFromForm(form(fields))).toMatchObject({ code: "cross_site_request" });
  expect(app.logged.map((line) => JSON.parse(line))).toMatchObject([
    { msg: "refused", method: "POST", code: "cross_site_request" },
  ]);
  expect(app.logged.join()).not.toContain(PASSWORD);
});

describe("the touch points that a script adds to a form", () => {
  const SAFARI =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";

  test.each([
    ["5", "iPadOS"],
    ["0", "macOS"],
    [undefined, "macOS"],
    ["many", "macOS"],
    ["99999", "macOS"],
  ])("%j: %s", async (touchPoints, os) => {
    const app = install();
    const grace = await app.addUser("Grace");
    request.headers = new Headers({ origin: config().origin, "user-agent": SAFARI });
    const fields = { email: grace.email, password: PASSWORD, ...(touchPoints && { touchPoints }) };
    await expect(signInFromForm(form(fields))).rejects.toThrow("NEXT_REDIRECT");
    expect(await app.db.listLiving(grace.id)).toMatchObject([{ os }]);
  });
});

test("what is wrong with a field is said in the language that the browser asks for", async () => {
  install();
  request.headers = new Headers({ origin: config().origin, "accept-language": "de" });
  expect(await signInFromForm(form({ email: "grace@example.com", password: "" }))).toMatchObject({
    details: { issues: [{ path: "password", message: "Geben Sie ein Passwort ein." }] },
  });
});
