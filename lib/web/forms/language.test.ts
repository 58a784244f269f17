/** The choice of a language: kept by the browser, and by the account of a user who is signed in. */
import { expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { newNotice } from "@/lib/server/mail/notices";
import type { Grant } from "@/lib/server/sessions/grant";
import { type Installation, install, requester } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { chooseLanguageFromForm } from "./language";

const request = vi.hoisted(() => ({ headers: new Headers(), written: new Map<string, string>() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({
    set: ({ name, value }: { name: string; value: string }) => request.written.set(name, value),
  }),
}));

async function choose(language: string, grant?: Grant) {
  const browser = new TestBrowser();
  if (grant) await browser.signInWith(grant);
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  request.written.clear();
  const form = new FormData();
  form.set("language", language);
  return chooseLanguageFromForm(form);
}

const languageOfAda = async (app: Installation, id: string) => (await app.db.findUser(id))?.language;

test("a visitor's choice is kept in the browser", async () => {
  install();
  expect(await choose("de")).toBeNull();
  expect(request.written.get("latchkey_language")).toBe("de");
  expect(await choose("xx")).toMatchObject({ code: "invalid_request" });
});

test("a user's choice is kept with the account too, and e-mails are in it, whoever causes them", async () => {
  const app = install();
  const grant = await app.openSession(await app.addUser("Ada"));
  expect(await choose("de", grant)).toBeNull();
  expect(await languageOfAda(app, grant.user.id)).toBe("de");
  const user = await app.db.findUser(grant.user.id);
  const intruder = { ...requester(), language: "en" as const };
  if (user)
    expect(newNotice("email_changed", user, intruder)(app.now)).toMatchObject({ mail: { language: "de" } });
});

test("an administrator who acts as a user chooses for the page alone", async () => {
  const app = install();
  const grant = await app.openSession(await app.addUser("Ada"));
  const acting = { kind: "update-session", id: grant.session.id, set: { impersonatorId: "grace" } } as const;
  await app.db.changeAccount({ id: grant.user.id }, () => ({ outcome: null, changes: [acting], events: [] }));
  expect(await choose("de", grant)).toBeNull();
  expect(request.written.get("latchkey_language")).toBe("de");
  expect(await languageOfAda(app, grant.user.id)).toBeNull();
});

test("who changes it too often is refused nothing, and no more is stored", async () => {
  const app = install();
  const grant = await app.openSession(await app.addUser("Ada"));
  for (let at = 0; at < 200; at += 1) expect(await choose(at % 2 ? "en" : "de", grant)).toBeNull();
  const kept = await languageOfAda(app, grant.user.id);
  expect(await choose(kept === "de" ? "en" : "de", grant)).toBeNull();
  expect(await languageOfAda(app, grant.user.id)).toBe(kept);
});
