/** A browser is known only to the users who signed in on it themselves, even if other users had its cookie before. */
import { describe, expect, test } from "vitest";
import { type Installation, install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as login from "./login/route";
import * as logout from "./logout/route";

const signInBrowser = (browser: TestBrowser, email: string, password = PASSWORD) =>
  browser.post(login, "/api/auth/login", { email, password });
const leave = (browser: TestBrowser) => browser.post(logout, "/api/auth/logout");

/** The sign-in events in a user's activity, oldest first. */
async function signInsOf(app: Installation, userId: string) {
  return (await app.audit(userId)).filter((name) => name.startsWith("signed_in"));
}

/** A browser on which Grace has signed in and out, and a copy of its cookies. */
async function copied(app: Installation) {
  const ada = await app.addUser("Ada");
  const grace = await app.addUser("Grace");
  const browser = new TestBrowser();
  expect((await signInBrowser(browser, grace.email)).status).toBe(200);
  await leave(browser);
  return { ada, grace, browser, copy: browser.copy() };
}

describe("a browser", () => {
  test("a copied cookie is not known to a user who signs in on the original browser later", async () => {
    const app = install();
    const { ada, browser, copy } = await copied(app);
    await signInBrowser(browser, ada.email);
    await leave(browser);
    await signInBrowser(copy, ada.email);
    expect(await signInsOf(app, ada.id)).toEqual(["signed_in_new_browser", "signed_in_new_browser"]);
    await signInBrowser(browser, ada.email);
    expect((await signInsOf(app, ada.id)).at(-1)).toBe("signed_in");
  });

  test("it stays known to each of its users after they sign out", async () => {
    const app = install();
    const { ada, grace, browser } = await copied(app);
    await signInBrowser(browser, ada.email);
    await leave(browser);
    await signInBrowser(browser, grace.email);
    await signInBrowser(browser, ada.email);
    expect(await signInsOf(app, grace.id)).toEqual(["signed_in_new_browser", "signed_in"]);
    expect(await signInsOf(app, ada.id)).toEqual(["signed_in_new_browser", "signed_in"]);
  });

  test("strangers' guesses lock out the copy, but not the original browser", async () => {
    const app = install();
    const { ada, browser, copy } = await copied(app);
    await signInBrowser(browser, ada.email);
    await leave(browser);
    for (let guess = 0; guess < 10; guess += 1)
      await signInBrowser(new TestBrowser(), ada.email, `guess ${guess}`);
    expect((await signInBrowser(copy, ada.email)).status).toBe(429);
    expect((await signInBrowser(browser, ada.email)).status).toBe(200);
  });
});
