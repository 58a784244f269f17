import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { readActionForm } from "@/e2e/support/action-form";
import { confirmSignOut, otherDevices, pressSignOut } from "@/e2e/support/device-screen";
import { waitForHydration } from "@/e2e/support/forms";
import { HttpBrowser } from "@/e2e/support/http-browser";
import type { SharedServer } from "@/e2e/support/http-test";
import { openHydrated } from "@/e2e/support/hydration";
import { expectPreferencesKept } from "@/e2e/support/preference-checks";
import { expectAccessible, expectNoOverflow, NARROWEST, SIZES } from "@/e2e/support/screen-checks";
import { type Server, type ServerOptions, startServer } from "@/e2e/support/server";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { signInDialog } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/test";
import { DEMO_ACCOUNTS } from "@/lib/session/demo/demo-accounts";

/** Seconds until an action asks for the password again: much longer than what the tests do in between. */
const WINDOW = 60;
/** A server of its own: these tests sign in to the demo's accounts. */
test.use({ settings: { env: { REAUTHENTICATION_WINDOW: String(WINDOW) } } });

const BUTTON = "Sign in as Ada";

for (const [name, role, asking] of [
  ["Ada", "A user", "/profile"],
  ["Grace", "An administrator", "/signup?returnTo=%2Fprofile"],
  ["Alan", "An administrator", "/profile"],
] as const) {
  test(`one click signs in as ${name}, and leads to the page that was asked for`, async ({ page }) => {
    await page.goto(asking);
    const button = page.getByRole("button", { name: `Sign in as ${name}` });
    await expect(button).toHaveAccessibleDescription(role);
    await button.click();
    await expect(page).toHaveURL("/profile");
    await expect(page.getByRole("heading", { name: "This device" })).toBeVisible();
  });
}

/** Some time after the sign-in, an action asks for the password again. */
async function confirmWithOneClick(page: Page, server: SharedServer): Promise<void> {
  await openHydrated(page, "/profile");
  await advanceServerClock(server, WINDOW);
  await pressSignOut(otherDevices(page).first());
  await confirmSignOut(page);
  const dialog = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  await expectAccessible(page, "a demo account confirms that it is the one");
  await expectPreferencesKept(page, "a demo account confirms that it is the one");
  await dialog.getByRole("button", { name: "Continue as Ada" }).click();
  await expect(page.getByText(/^Signed out /).first()).toBeVisible();
  await expect(dialog).toBeHidden();
  await page.goto("/profile/security");
}

test("a demo account needs no password where a page asks for it again", async ({ page, server }) => {
  await page.goto("/login?returnTo=%2Fprofile%2Fsecurity");
  await page.getByRole("button", { name: BUTTON }).click();
  await expect(page).toHaveURL("/profile/security");
  await page.getByRole("button", { name: "Fill in Ada’s password" }).click();
  await expect(page.getByLabel("Current password", { exact: true })).toHaveValue(DEMO_ACCOUNTS.ada.password);
  await confirmWithOneClick(page, server);

  const elsewhere = await signInOverHttp(server, DEMO_ACCOUNTS.ada);
  expect((await elsewhere.post("/api/sessions/revoke-all", { scope: "others" })).status).toBe(200);
  await expect(signInDialog(page)).toBeVisible();
  await expectAccessible(page, "the dialog of a demo account");
  await expectPreferencesKept(page, "the dialog of a demo account");
  await page.getByRole("button", { name: "Continue as Ada" }).click();
  await expect(signInDialog(page)).toBeHidden();
  await expect(page.getByRole("heading", { name: "Security", level: 1 })).toBeVisible();

  // Asked for one of its accounts, the browser is offered those that it does not have.
  await page.goto("/login?returnTo=%2Fadmin");
  await expect(page.getByRole("button", { name: BUTTON })).toBeHidden();
  await expectAccessible(page, "the accounts of a browser");
  await expectPreferencesKept(page, "the accounts of a browser");
  await page.getByRole("button", { name: "Sign in as Grace" }).click();
  await expect(page).toHaveURL("/admin");
});

test("the page of an invitation signs in to a demo account, and stays", async ({ page }) => {
  await page.goto("/invitations#token=any");
  await expectAccessible(page, "an invitation");
  await expectNoOverflow(page, [NARROWEST, SIZES.desktop]);
  await expectPreferencesKept(page, "an invitation");
  await page.getByRole("button", { name: BUTTON }).click();
  await expect(page.getByRole("button", { name: "Join as ada@example.com" })).toBeVisible();
  await expect(page).toHaveURL("/invitations");
});

test("a tab that waits on the sign-in page is signed in along with the one that was clicked", async ({
  page,
  context,
}) => {
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto("/login");
    await waitForHydration(tab);
  }
  await page.getByRole("button", { name: BUTTON }).click();
  await expect(page).toHaveURL("/dashboard");
  await expect(other).toHaveURL("/dashboard");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("one click signs in", async ({ page }) => {
    await page.goto("/login?returnTo=%2Fprofile");
    await page.getByRole("button", { name: "Sign in as Grace" }).click();
    await expect(page).toHaveURL("/profile");
    await expect(page.getByRole("heading", { name: "This device" })).toBeVisible();
  });

  test("an account that has been disabled says so", async ({ page, server }) => {
    const admin = new HttpBrowser(server);
    const form = await readActionForm(admin, "/login", BUTTON);
    await admin.post("/login", undefined, form.request({ account: "grace" }));
    await admin.post("/api/auth/refresh");
    const disable = (verb: string) => admin.post(`/api/admin/users/demo-ada/${verb}`);
    expect((await disable("disable")).status).toBe(200);
    await page.goto("/login");
    await page.getByRole("button", { name: BUTTON }).click();
    await expect(page.getByRole("alert")).toContainText("This account has been disabled.");
    expect((await disable("enable")).status).toBe(200);
  });
});

/** Runs `use` on a server with this database, and stops the server afterwards, whatever happens. */
async function onServer(options: ServerOptions, use: (server: Server) => Promise<void>): Promise<void> {
  const server = await startServer(options);
  await use(server).finally(server.stop);
}

const DEMO_PAGES = [
  "/lab",
  "/demo/outbox",
  "/demo/landing",
  "/demo/login",
  "/demo/signup",
  "/demo/invitations",
  "/demo/code?file=lib/session/refresh.ts",
];
const DEMO_ENDPOINTS: [method: "GET" | "POST", path: string][] = [
  ["GET", "/api/demo/outbox"],
  ["GET", "/api/demo/script"],
  ["GET", "/api/demo/under-the-hood"],
  ["POST", "/api/demo/sandbox"],
  ["POST", "/api/demo/lab/lost-answer"],
  ["GET", "/api/demo/sandbox/laptop/api/session"],
];

/** Pages where the demo adds something. `npm run size` looks through the scripts of all others, too. */
const PAGES = ["/", "/login", "/login?add", "/signup", "/invitations", "/dashboard", "/profile"];
const DEMO_WORDS =
  /\/api\/demo|Under the hood|sign one of these out|Session lab|Just looking|demo account|Sign in as (?:Ada|Grace|Alan)/i;

/** No page, no endpoint, and nothing in the pages and what they load. */
async function expectNoDemo(server: Server): Promise<void> {
  const { browser } = await signUpOverHttp(server);
  for (const path of DEMO_PAGES) expect((await browser.visit(path)).status, path).toBe(404);
  for (const [method, path] of DEMO_ENDPOINTS) {
    const { status } = await (method === "GET" ? browser.get(path) : browser.post(path));
    expect(status, path).toBe(404);
  }
  for (const path of PAGES) {
    const { text } = await browser.visit(path);
    const scripts = [...text.matchAll(/(?:src|href)="([^"]+\.js)[^"]*"/g)].map(([, src = ""]) => src);
    expect(scripts.length, path).toBeGreaterThan(3);
    const loaded = await Promise.all(scripts.map(async (src) => (await browser.get(src)).text));
    expect(DEMO_WORDS.exec([text, ...loaded].join())?.[0], path).toBeUndefined();
  }
}

test("outside the demo its accounts are locked, whatever was done with them before, until the demo is back", async ({
  server,
}) => {
  const { ada, alan, grace } = DEMO_ACCOUNTS;
  const form = (await readActionForm(new HttpBrowser(server), "/login", BUTTON)).request({ account: "ada" });
  const folder = mkdtempSync(join(tmpdir(), "latchkey-e2e-"));
  const database = join(folder, "latchkey.db");
  const secret = { SESSION_SECRET: "a secret that all three servers have: 7d1f0c2b9e" };
  const changed = { ...alan, password: "a password of the visitor's own" };
  let visitor: HttpBrowser | undefined;

  try {
    await onServer({ database, env: secret }, async (demo) => {
      visitor = await signInOverHttp(demo, grace, { rememberMe: true });
      const changer = await signInOverHttp(demo, alan);
      const passwords = { currentPassword: alan.password, newPassword: changed.password };
      expect((await changer.post("/api/me/password", passwords)).status).toBe(200);
    });

    const production = { ...secret, DEMO: "off", RATE_LIMIT: "on" };
    await onServer({ database, env: production }, async (own) => {
      const opened = new HttpBrowser(own, { jar: visitor?.jar });
      expect((await opened.get("/api/session")).json).toMatchObject({
        authenticated: false,
        reason: "account_disabled",
      });
      for (const { email, password } of [ada, grace, alan, changed]) {
        const answer = await new HttpBrowser(own).post("/api/auth/login", { email, password });
        expect(answer.json.error).toBe("invalid_credentials");
      }
      const browser = new HttpBrowser(own);
      const { text } = await browser.visit("/login");
      expect(text).toContain('name="password"');
      expect(text).not.toContain(BUTTON);
      for (const [path, status] of [
        ["/login", 409],
        ["/demo/login", 404],
      ] as const) {
        const answer = await browser.post(path, undefined, form);
        expect(answer.status, path).toBe(status);
        expect(answer.setCookies.filter((line) => line.includes("refresh"))).toEqual([]);
      }
      expect((await browser.get("/api/session")).json.authenticated).toBe(false);
      await expectNoDemo(own);
    });

    await onServer({ database, env: secret }, async (again) => {
      for (const account of [ada, grace, alan]) await signInOverHttp(again, account);
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
