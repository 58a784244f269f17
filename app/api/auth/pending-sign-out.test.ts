/** Signing out while the server cannot be reached: a script writes a marker cookie beside the session's cookie. */
import { expect, test } from "vitest";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as session from "../session/route";
import * as login from "./login/route";
import * as logout from "./logout/route";
import * as refresh from "./refresh/route";

async function left() {
  const app = install();
  const user = await app.addUser("Ada");
  const browser = new TestBrowser();
  const grant = await app.openSession(user);
  await browser.signInWith(grant);
  browser.jar.set(`latchkey_left.${grant.session.id}`, "1");
  browser.accessToken = null;
  return { app, browser, id: grant.session.id };
}

test("a session with a marker is not used again: a refresh ends it as signed out", async () => {
  const { app, browser, id } = await left();
  const answer = await browser.post(refresh, "/api/auth/refresh");
  expect(answer).toMatchObject({
    status: 401,
    json: { error: "session_revoked", details: { reason: "signed_out" } },
  });
  expect(await app.session(id)).toMatchObject({ endedReason: "signed_out" });
});

test("a GET request neither ends it nor shows it", async () => {
  const { app, browser, id } = await left();
  expect((await browser.get(session, "/api/session")).json).toMatchObject({
    authenticated: false,
    reason: "signed_out",
  });
  expect((await app.session(id)).endedAt).toBeNull();
});

test("the next request that changes something ends it, and the next sign-in removes the marker", async () => {
  const { app, browser, id } = await left();
  await browser.post(logout, "/api/auth/logout");
  expect((await app.session(id)).endedReason).toBe("signed_out");
  await browser.post(login, "/api/auth/login", { email: "ada@example.com", password: PASSWORD });
  expect(browser.jar.find("latchkey_left")).toBeUndefined();
  expect((await browser.get(session, "/api/session")).json.authenticated).toBe(true);
});

test.each(["a b", "é", "\u00a0", ""])(
  "a marker that no browser would write, '%s', is ignored",
  async (odd) => {
    const { browser } = await left();
    browser.jar.set(`latchkey_left.${odd}`, "1");
    expect((await browser.post(logout, "/api/auth/logout")).status).toBe(204);
    const again = await browser.post(login, "/api/auth/login", {
      email: "ada@example.com",
      password: PASSWORD,
    });
    expect(again.status).toBe(200);
  },
);

test("a marker for another session has no effect", async () => {
  const { browser, id } = await left();
  browser.jar.delete(`latchkey_left.${id}`);
  browser.jar.set("latchkey_left.another-session", "1");
  expect((await browser.post(refresh, "/api/auth/refresh")).status).toBe(200);
});
