/** The tests whose result may differ in another browser engine. Those marked @short run with every `npm test`. */
import { clickNamed, type EnginePage, shows, waitFor } from "./engine";
import { expect, test } from "./engine-test";

const IS_HYDRATED = `document.documentElement.hasAttribute("data-hydrated")`;
const IS_HIDDEN = `document.documentElement.hasAttribute("data-blank")`;
const RELOGIN = "[role=alertdialog] input[type=password]";
const ACCOUNT_MENU = "header [popovertarget]";
const ON_SIGN_IN_PAGE = `location.pathname === "/login" && document.querySelector("input[name=password]")`;

async function currentSessionId(page: EnginePage): Promise<string> {
  return page.evaluate(
    `fetch("/api/session").then((answer) => answer.json()).then(({ session }) => session.id)`,
  );
}

async function signInAgain(page: EnginePage, password: string): Promise<void> {
  await page.fill(RELOGIN, password);
  await page.click("[role=alertdialog] button[type=submit]");
  await waitFor(page, `!${IS_HIDDEN} && !document.querySelector("[role=alertdialog]")`);
}

test("sign-in by the form leads to the requested page @short", async ({
  newBrowser,
  newUser,
  signIn,
  picture,
}) => {
  const { account } = await newUser();
  const { page } = await newBrowser();
  await signIn(page, account, "/profile");
  await waitFor(page, `${IS_HYDRATED} && ${shows("This device")}`);
  await picture(page, "devices");
  const stored = await page.evaluate<string>("JSON.stringify([{ ...localStorage }, { ...sessionStorage }])");
  expect(stored).not.toMatch(/eyJ|[\w-]{40}/);
  expect(await page.evaluate("document.cookie")).not.toContain("refresh");
});

test("sign-in and sign-out work without scripts", async ({ newBrowser, newUser, server, picture }) => {
  const { account } = await newUser();
  const { page } = await newBrowser({ scripts: false });
  await page.goto(`${server.url}/login`);
  await page.fill("input[name=email]", account.email);
  await page.fill("input[name=password]", account.password);
  await page.click("form:has(input[name=password]) button[type=submit]");
  await expect.poll(() => page.url()).toMatch(/\/dashboard$/);
  await picture(page, "no-scripts");
  await page.click(ACCOUNT_MENU);
  await page.click("#account-menu form button[type=submit]");
  await expect.poll(() => page.url()).toMatch(/\/login/);
});

test("a device that is signed out from another device goes blank, says why, and continues after the password @short", async ({
  newBrowser,
  newUser,
  signIn,
  picture,
}) => {
  const { account, phone } = await newUser();
  const { browser, page } = await newBrowser();
  await signIn(page, account);
  const other = await browser.newPage();
  await other.goto(await page.url());
  await waitFor(page, `${IS_HYDRATED} && document.querySelector("textarea:enabled")`);
  await waitFor(other, IS_HYDRATED);
  await page.fill("textarea", "half a sentence");

  expect((await phone.delete(`/api/sessions/${await currentSessionId(page)}`)).status).toBe(204);
  for (const window of [page, other]) {
    await waitFor(window, `${IS_HIDDEN} && document.querySelector("[role=alertdialog]")`, 5_000);
    expect(await window.evaluate("document.body.innerText")).not.toContain(account.name);
  }
  await picture(page, "signed-out-from-elsewhere");

  await signInAgain(page, account.password);
  expect(await page.evaluate(`document.querySelector("textarea").value`)).toBe("half a sentence");
  await waitFor(other, `!${IS_HIDDEN}`, 10_000);
});

test("sign-out reaches the other window, and Back shows nothing private @short", async ({
  newBrowser,
  newUser,
  signIn,
}) => {
  const { account } = await newUser();
  const { browser, page } = await newBrowser();
  await signIn(page, account);
  const other = await browser.newPage();
  await other.goto(await page.url());
  for (const window of [page, other]) await waitFor(window, IS_HYDRATED);
  await page.click(ACCOUNT_MENU);
  await clickNamed(page, "#account-menu button", "Sign out");
  for (const window of [page, other]) await waitFor(window, ON_SIGN_IN_PAGE, 10_000);

  await page.back();
  await waitFor(page, `${ON_SIGN_IN_PAGE} || ${IS_HIDDEN}`, 10_000);
  expect(await page.evaluate("document.body.innerText")).not.toContain(account.name);
  await waitFor(page, ON_SIGN_IN_PAGE, 10_000);
});

test("one of two windows signs in again, and both continue", async ({ newBrowser, newUser, signIn }) => {
  const { account, phone } = await newUser();
  const { browser, page } = await newBrowser();
  await signIn(page, account, "/profile");
  const other = await browser.newPage();
  await other.goto(await page.url());
  for (const window of [page, other]) await waitFor(window, IS_HYDRATED);
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  for (const window of [page, other])
    await waitFor(window, `document.querySelector(${JSON.stringify(RELOGIN)})`);
  await signInAgain(other, account.password);
  await waitFor(page, `!${IS_HIDDEN}`, 10_000);
});

test("a device is signed out by keyboard alone, and the list follows", async ({
  newBrowser,
  newUser,
  signIn,
  picture,
}) => {
  const { account, phone } = await newUser();
  const { page } = await newBrowser();
  await signIn(page, account, "/profile");
  const button = `[...document.querySelectorAll("li button")].find(({ ariaLabel }) => ariaLabel?.startsWith("Sign out "))`;
  await waitFor(page, `${IS_HYDRATED} && ${button}`);
  await page.evaluate(`${button}.focus()`);
  await page.press("Enter");
  await waitFor(page, `document.querySelector("[role=alertdialog]")?.contains(document.activeElement)`);
  await picture(page, "sign-out-dialog");
  await page.press("Escape");
  await waitFor(
    page,
    `!document.querySelector("[role=alertdialog]") && document.activeElement === ${button}`,
  );

  await page.press("Enter");
  await waitFor(page, `document.querySelector("[role=alertdialog]")?.contains(document.activeElement)`);
  await clickNamed(page, "[role=alertdialog] button", "Sign out");
  await waitFor(page, `!document.querySelector("[role=alertdialog]") && !${button}`);
  expect((await phone.get("/api/session")).json).toMatchObject({ authenticated: false });
});

test("every page renders", async ({ newBrowser, newUser, signIn, server, picture }) => {
  const { account } = await newUser();
  const { page } = await newBrowser();
  for (const path of ["/", "/login", "/signup"]) {
    await page.goto(server.url + path);
    await waitFor(page, `document.querySelector("h1")`);
    await picture(page, `page${path.replaceAll("/", "-")}`);
  }
  await signIn(page, account);
  for (const path of ["/dashboard", "/profile", "/profile/security", "/profile/activity"]) {
    await page.goto(server.url + path);
    await waitFor(page, `${IS_HYDRATED} && document.querySelector("h1")`);
    await picture(page, `page${path.replaceAll("/", "-")}`);
    expect(await page.evaluate("document.documentElement.scrollWidth <= innerWidth")).toBe(true);
  }
});
