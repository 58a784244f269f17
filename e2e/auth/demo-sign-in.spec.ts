import { readActionForm } from "@/e2e/support/action-form";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { startServer } from "@/e2e/support/server";
import { expect, test } from "@/e2e/support/test";

/** A server of its own: these tests sign in to the demo's accounts. */
test.use({ settings: {} });

const BUTTON = "Sign in as Ada";

for (const [name, role] of [
  ["Ada", "A user"],
  ["Grace", "An administrator"],
] as const) {
  test(`one click signs in as ${name}, and leads to the page that was asked for`, async ({ page }) => {
    await page.goto("/profile");
    const button = page.getByRole("button", { name: `Sign in as ${name}` });
    await expect(button).toHaveAccessibleDescription(role);
    await button.click();
    await expect(page).toHaveURL("/profile");
    await expect(page.getByRole("heading", { name: "This device" })).toBeVisible();
  });
}

test("a tab that waits on the sign-in page is signed in along with the one that was clicked", async ({
  page,
  context,
}) => {
  await page.goto("/login");
  const other = await context.newPage();
  await other.goto("/login");
  await expect(other.getByRole("button", { name: "Show password" })).toBeVisible();
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

test("outside the demo there is no button, and the demo's form signs no one in", async ({ server }) => {
  const demoForm = await readActionForm(new HttpBrowser(server), "/login", BUTTON);
  const { body, headers } = demoForm.request({ account: "ada" });
  expect((await new HttpBrowser(server).post("/login", undefined, { body, headers })).status).toBe(303);

  // The same database, with the demo's accounts in it.
  const database = server.databaseFile;
  const production = await startServer({ database, env: { DEMO: "off", RATE_LIMIT: "on" } });
  try {
    const browser = new HttpBrowser(production);
    const { text } = await browser.visit("/login");
    expect(text).toContain('name="password"');
    expect(text).not.toContain(BUTTON);
    const answer = await browser.post("/login", undefined, { body, headers });
    expect(answer.status).toBe(200);
    expect(answer.setCookies.filter((line) => line.includes("refresh"))).toEqual([]);
    expect((await browser.get("/api/session")).json.authenticated).toBe(false);
  } finally {
    await production.stop();
  }
});
