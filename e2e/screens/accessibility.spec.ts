import type { Page } from "@playwright/test";
import { administrator, newAccount, type TestAccount } from "@/e2e/support/accounts";
import { addDevices } from "@/e2e/support/database";
import { confirmDialog, openDeviceScreen, otherDevices, thisDevice } from "@/e2e/support/device-screen";
import { emailField, submitSignIn, submitSignUp, waitForHydration } from "@/e2e/support/forms";
import type { SharedServer } from "@/e2e/support/http-test";
import { waitForHydratedElements } from "@/e2e/support/hydration";
import { expectPreferencesKept } from "@/e2e/support/preference-checks";
import { sessionOf } from "@/e2e/support/requests";
import {
  expectAccessible,
  expectHeaderFitsLargeText,
  expectNoOverflow,
  NARROWEST,
  SIZES,
} from "@/e2e/support/screen-checks";
import { signInDialog } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/test";

interface View {
  name: string;
  as?: "user" | "administrator";
  /** Its dialog hides the page, header included. */
  isHidden?: boolean;
  open: (page: Page, user: TestAccount) => Promise<unknown>;
}

const views: View[] = [
  { name: "the landing page", open: (page) => page.goto("/") },
  { name: "the sign-in page", open: (page) => page.goto("/login?reason=expired") },
  {
    name: "the sign-in page with an error",
    open: async (page) => {
      await page.goto("/login");
      await waitForHydration(page);
      await submitSignIn(page, newAccount());
      await expect(page.getByRole("alert").filter({ hasText: "Incorrect email or password" })).toBeVisible();
    },
  },
  {
    name: "the sign-up page with errors",
    open: async (page) => {
      await page.goto("/signup");
      await waitForHydration(page);
      await submitSignUp(page, { name: "", email: "robin", password: "short" });
      await expect(page.getByRole("alert").filter({ hasText: "highlighted fields" })).toBeVisible();
    },
  },
  // demo:start
  {
    name: "the demo's mailbox",
    open: async (page) => {
      await page.request.post("/api/auth/password-reset", { data: { email: "ada@example.com" } });
      await page.goto("/demo/outbox");
      await page.getByText("Whole message").first().click();
    },
  },
  // demo:end
  {
    name: "the page for a code by mail, with a wrong one",
    open: async (page) => {
      await page.goto("/login");
      await waitForHydration(page);
      await emailField(page).fill("nobody@example.com");
      await page.getByRole("button", { name: "Email me a code" }).click();
      await page.getByLabel("Code from the email").fill("123456");
      await expect(page.getByRole("alert").filter({ hasText: "attempts left" })).toBeVisible();
    },
  },
  { name: "the page for a forgotten password", open: (page) => page.goto("/forgot-password") },
  { name: "the page for a new password", open: (page) => page.goto("/reset-password#token=any") },
  { name: "the page that ends a reported session", open: (page) => page.goto("/not-me#ticket=any") },
  {
    name: "the page of a link that signs in, with one that is not good",
    open: async (page) => {
      await page.goto("/login/link#ticket=any");
      await waitForHydratedElements(page, "form");
      await page.getByRole("button", { name: "Continue" }).click();
      await expect(page.getByRole("alert").filter({ hasText: "type the code" })).toBeVisible();
    },
  },
  { name: "the page for an unknown address", open: (page) => page.goto("/nowhere") },
  { name: "the dashboard", as: "user", open: (page) => page.goto("/dashboard") },
  {
    name: "the device screen with one row's details open and one device being renamed",
    as: "user",
    open: async (page) => {
      await openDeviceScreen(page);
      await otherDevices(page).first().getByText("Details").click();
      await thisDevice(page)
        .getByRole("button", { name: /^Rename / })
        .click();
    },
  },
  {
    name: "the confirmation dialog",
    as: "user",
    open: async (page) => {
      await openDeviceScreen(page);
      await page.getByRole("button", { name: "Sign out all others" }).click();
      await expect(confirmDialog(page)).toBeVisible();
    },
  },
  {
    name: "a page whose session has ended",
    as: "user",
    isHidden: true,
    open: async (page) => {
      const session = await sessionOf(page);
      const { id: sessionId, createdAt: at } = session;
      const end = { sessionId, reason: "user", at, by: "you", from: "Safari on iOS" };
      // The event is faked: no other device has to end the session.
      const body = `event: revoked\ndata: ${JSON.stringify(end)}\n\n`;
      await page.route("/api/session/events", (route) =>
        route.fulfill({ contentType: "text/event-stream", body }),
      );
      await page.goto("/profile");
      await expect(signInDialog(page)).toBeVisible();
    },
  },
  { name: "the security page", as: "user", open: (page) => page.goto("/profile/security") },
  {
    name: "the set-up of an authenticator app",
    as: "user",
    open: async (page) => {
      await page.goto("/profile/security");
      await waitForHydration(page);
      await page.getByRole("button", { name: "Add an authenticator app" }).click();
      await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
    },
  },
  {
    name: "the report of a device",
    as: "user",
    open: async (page) => {
      await openDeviceScreen(page);
      await otherDevices(page)
        .first()
        .getByRole("link", { name: /^Wasn’t you/ })
        .click();
      await expect(page.getByRole("heading", { name: "Secure your account" })).toBeVisible();
    },
  },
  { name: "the activity page", as: "user", open: (page) => page.goto("/profile/activity") },
  { name: "the list of accounts", as: "administrator", open: (page) => page.goto("/admin") },
  {
    name: "an account",
    as: "administrator",
    open: async (page, user) => {
      await page.goto(`/admin?query=${user.email}`);
      await page.getByRole("main").getByRole("link", { name: user.name, exact: true }).click();
      // Between two pages there is a moment without a title; the list above has the same name and address.
      await expect(page).toHaveTitle(/^Account/);
    },
  },
];

/** Other devices of a user, which differ in what is known of them. */
function addOtherDevices(server: SharedServer, user: TestAccount): void {
  const day = 24 * 60 * 60 * 1000;
  const seen = (days: number) => ({
    last_presence_at: Date.now() - days * day,
    seen_at: Date.now() - days * day,
  });
  addDevices(server, user, [
    { browser: "Safari", os: "iOS", device: "mobile", label: "My telephone" },
    { browser: "Firefox", os: "Windows", ip_address: "203.0.113.7", remember_me: 1, ...seen(1) },
    {
      browser: "Chrome",
      os: "Android",
      device: "mobile",
      ip_address: "198.51.100.23",
      remember_me: 1,
      ...seen(6),
    },
    { browser: null, os: null, device: "unknown", remember_me: 1, ...seen(12) },
    ...["Attic", "Kitchen", "Harbour", "Workshop"].map((label, at) => ({ label, ...seen(2 + at) })),
  ]);
}

for (const { name, as, isHidden, open } of views) {
  test(`${name}: axe finds no violation in light or dark at any size, nothing overflows, and nothing is lost in forced colours`, async ({
    page,
    server,
    newUser,
    signIn,
  }) => {
    const user = as ? await newUser("Ada Harbour") : newAccount();
    if (as) await signIn(page, as === "user" ? user : administrator);
    if (as === "user") addOtherDevices(server, user);
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open(page, user);
    for (const [size, viewport] of Object.entries(SIZES)) {
      await page.setViewportSize(viewport);
      await expectAccessible(page, size);
    }
    await expectNoOverflow(page, [...Object.values(SIZES), NARROWEST]);
    await expectPreferencesKept(page, name);
    if (!isHidden) await expectHeaderFitsLargeText(page);
  });
}

test("a dot stands between two facts, and at no end of a line", async ({ page, server, newUser, signIn }) => {
  const user = await newUser();
  await signIn(page, user);
  addOtherDevices(server, user);
  for (const width of [SIZES.desktop.width, SIZES.phone.width, NARROWEST.width]) {
    await page.setViewportSize({ width, height: 900 });
    await openDeviceScreen(page);
    const dots = page.getByRole("main").getByText("·", { exact: true });
    const seen = await dots.evaluateAll((found) =>
      found.map((dot) => {
        const fact = dot.parentElement as HTMLElement;
        const before = fact.previousElementSibling as HTMLElement | null;
        const line = fact.closest("div")?.getBoundingClientRect();
        return {
          isSeen: dot.getBoundingClientRect().right > (line?.left ?? 0),
          isBetween: before?.offsetTop === fact.offsetTop,
        };
      }),
    );
    expect(seen.length).toBeGreaterThan(10);
    expect(
      seen.filter(({ isSeen, isBetween }) => isSeen !== isBetween),
      `${width} px`,
    ).toEqual([]);
  }
});
