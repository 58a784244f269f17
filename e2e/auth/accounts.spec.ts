/** Several accounts on one browser: the header's menu, the sign-in page's list, and tabs of different accounts. */
import type { BrowserContext, Page, Request } from "@playwright/test";
import { openAccountMenu, signOut } from "@/e2e/support/account-menu";
import { newAccount, signInOverHttp } from "@/e2e/support/accounts";
import { emailField, holdScripts, passwordField, submitSignIn, waitForHydration } from "@/e2e/support/forms";
import { openHydrated } from "@/e2e/support/hydration";
import { pressOn } from "@/e2e/support/keyboard";
import { savedNote, typeNote } from "@/e2e/support/notes";
import { expectAccessible } from "@/e2e/support/screen-checks";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";

// A server of its own, whose clock the second story moves.
test.use({ settings: {} });

const HALF_AN_HOUR_SECONDS = 1800;

const hello = (page: Page, name: string) => page.getByRole("heading", { name: `Hello, ${name}` });
const button = (page: Page, name: string) => page.getByRole("button", { name });

test("a user adds an account, switches with the keyboard, signs out of one, and goes on with the other", async ({
  page,
  context,
  server,
  newUser,
  signIn,
  newDevice,
}) => {
  const [ada, grace] = [await newUser("Ada"), await newUser("Grace")];
  await signIn(page, ada);
  await openHydrated(page, "/dashboard");

  // Another account, from the header.
  await (await openAccountMenu(page)).getByRole("link", { name: "Add another account" }).click();
  await waitForHydration(page);
  await expect(emailField(page)).toHaveValue("");
  await submitSignIn(page, grace);
  await expect(hello(page, "Grace")).toBeVisible();

  // A switch with the keyboard alone.
  await openHydrated(page, "/dashboard");
  const menuButton = button(page, "Account: Grace");
  const toAda = button(page, "Switch to Ada");
  await menuButton.focus();
  await pressOn(menuButton, "Enter");
  await expect(toAda).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press("ArrowUp");
  await expect(button(page, "Sign out of all accounts")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await pressOn(toAda, "Escape");
  await expect(toAda).toBeHidden();
  await pressOn(menuButton, "Enter");
  await page.keyboard.press("ArrowDown");
  await pressOn(toAda, "Enter");
  await expect(hello(page, "Ada")).toBeVisible();

  // One is signed out. The page does not go on as the other by itself.
  await openHydrated(page, "/profile");
  await signOut(page);
  await expect(page.getByText("Ada was signed out.")).toBeVisible();
  await expect(page).toHaveURL("/login");
  await expectAccessible(page);
  await page.goto("/profile");
  await expect(page).toHaveURL("/login?returnTo=%2Fprofile");
  await button(page, "Continue as Grace").click();
  await expect(page.getByRole("heading", { name: "This device" })).toBeVisible();
  await expect(page).toHaveURL("/profile");

  // An account whose session was ended elsewhere asks for its password, and says why.
  await signIn(page, ada);
  const elsewhere = await signInOverHttp(server, grace);
  await elsewhere.post("/api/sessions/revoke-all", { scope: "others" });
  await openHydrated(page, "/dashboard");
  const ended = (await openAccountMenu(page)).getByRole("link", { name: /^Grace .* Signed out$/ });
  await ended.click();
  await expect(page.getByText("This device was signed out from another of your devices.")).toBeVisible();
  await expect(emailField(page)).toHaveValue(grace.email);
  await waitForHydration(page);
  await passwordField(page).fill(grace.password);
  await button(page, "Sign in").first().click();
  await expect(hello(page, "Grace")).toBeVisible();

  await withoutJavaScript(await newDevice({ javaScriptEnabled: false }), context);
});

/** The same browser state without scripts: a switch, a sign-out, and a sixth account. */
async function withoutJavaScript(page: Page, original: BrowserContext): Promise<void> {
  await page.context().addCookies(await original.cookies());
  await page.goto("/dashboard");
  await (await openAccountMenu(page)).getByRole("button", { name: "Switch to Ada" }).click();
  await expect(hello(page, "Ada")).toBeVisible();
  for (const name of ["Alan", "Edsger", "Barbara"])
    expect((await page.request.post("/api/auth/signup", { data: newAccount(name) })).status()).toBe(201);
  await page.goto("/login?add&returnTo=%2Fprofile");
  await expect(page.getByText("You can’t add a sixth account to this browser.")).toBeVisible();
  await expect(passwordField(page)).toHaveCount(0);
  await page.goto("/signup?returnTo=%2Fprofile");
  await expect(page.getByText("You can’t add a sixth account to this browser.")).toBeVisible();
  await expect(passwordField(page)).toHaveCount(0);
  await button(page, "Sign out Alan").click();
  await expect(page.getByText("Alan was signed out.")).toBeVisible();
  await expect(page).toHaveURL("/login?reason=signed_out&returnTo=%2Fprofile");
  await page.getByRole("link", { name: "Use another account" }).click();
  await expect(passwordField(page)).toBeVisible();
  await page.goto("/dashboard");
  await signOut(page);
  await expect(page.getByText("Barbara was signed out.")).toBeVisible();
}

test("tabs of two accounts: none shows or writes as the other without a click, whatever happens to either", async ({
  page: first,
  context,
  server,
  newUser,
  signIn,
}) => {
  const [ada, grace] = [await newUser("Ada"), await newUser("Grace")];
  const [second, third, fourth] = [await context.newPage(), await context.newPage(), await context.newPage()];
  const notice = (tab: Page) => tab.getByRole("heading", { name: "You switched accounts" });
  await signIn(first, ada);
  for (const tab of [first, second]) await openHydrated(tab, "/dashboard");
  await typeNote(first, "Ada’s words");

  // Grace signs in: Ada's tabs wait, and go on as Ada with what was typed.
  await third.goto("/login?add");
  await waitForHydration(third);
  await third.getByRole("checkbox", { name: "Remember me" }).check();
  await submitSignIn(third, grace);
  await expect(hello(third, "Grace")).toBeVisible();
  await openHydrated(fourth, "/dashboard");
  for (const tab of [first, second]) {
    await expect(notice(tab)).toBeVisible();
    await expect(button(tab, "Continue as Grace")).toBeVisible();
    await expect(hello(tab, "Ada")).toBeHidden();
  }
  await button(first, "Switch back to Ada").click();
  await expect(hello(first, "Ada")).toBeVisible();
  await expect(hello(second, "Ada")).toBeVisible();
  await first.getByRole("button", { name: "Save note" }).click();
  await expect.poll(() => savedNote(server, ada.email)).toBe("Ada’s words");
  for (const tab of [third, fourth]) await expect(notice(tab)).toBeVisible();

  // Ada signs out, in a tab that is older than Grace's sign-in and has no script for its menu yet: her tabs offer Grace
  // and wait. Grace's tabs wait, too, and one click lets both go on.
  const scripts = await holdScripts(first);
  await signOut(first);
  await expect(first.getByText("Ada was signed out.")).toBeVisible();
  scripts.release();
  for (const tab of [first, second]) {
    await expect(button(tab, "Continue as Grace")).toBeVisible();
    await expect(tab).toHaveURL(/^[^?]*\/login/);
  }
  await button(third, "Switch back to Grace").click();
  for (const tab of [third, fourth]) await expect(hello(tab, "Grace")).toBeVisible();
  await expect(button(first, "Continue as Grace")).toBeVisible();
  await button(second, "Continue as Grace").click();
  await expect(hello(second, "Grace")).toBeVisible();

  // Ada's session runs out while it is the active one, and hers is the only tab that asks for a password.
  await first.getByRole("link", { name: "Use another account" }).click();
  await waitForHydration(first);
  await submitSignIn(first, ada);
  await expect(hello(first, "Ada")).toBeVisible();
  for (const tab of [second, third, fourth]) await expect(notice(tab)).toBeVisible();
  await advanceServerClock(server, HALF_AN_HOUR_SECONDS + 1);
  await expect(first.getByRole("heading", { name: "Sign in to continue" })).toBeVisible();
  await button(third, "Switch back to Grace").click();
  for (const tab of [second, third, fourth]) await expect(hello(tab, "Grace")).toBeVisible();
  await expect(hello(first, "Ada")).toBeHidden();
  await first.getByRole("link", { name: "Sign in as Ada" }).click();
  await expect(emailField(first)).toHaveValue(ada.email);
  await expect(first.getByText("You were signed out after a period of inactivity.")).toBeVisible();
  expect(savedNote(server, grace.email)).toBeUndefined();
  expect(savedNote(server, ada.email)).toBe("Ada’s words");
});

test("a press in the menu is not lost when the script of the menu comes meanwhile", async ({
  page,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser("Ada"));
  await openHydrated(page, "/dashboard");
  const [asked, came] = [new Set<Request>(), new Set<Request>()];
  const isScript = (request: Request) => request.url().includes("/_next/static/");
  page.on("request", (request) => isScript(request) && asked.add(request));
  page.on("requestfinished", (request) => isScript(request) && came.add(request));
  const scripts = await holdScripts(page);
  const menu = await openAccountMenu(page);
  await menu.getByRole("button", { name: "Sign out", exact: true }).hover();
  await page.mouse.down();
  scripts.release();
  await expect.poll(() => asked.size > 0 && [...asked].every((one) => came.has(one))).toBe(true);
  // What has come is shown with the next frames, if at all.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  await page.mouse.up();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});
