import type { Page } from "@playwright/test";
import { openBeforeHydration, stopInputAsDuringHydration, waitForHydration } from "@/e2e/support/forms";
import { expect, test } from "@/e2e/support/test";

/** Does what a writing assistant does: inserts an element into the form. */
const insertElement = (page: Page) =>
  page.evaluate(() => document.querySelector("form")?.prepend(document.createElement("writing-assistant")));

for (const [path, button] of [
  ["/login", "Sign in"],
  ["/signup", "Create account"],
] as const) {
  test(`${path}: text typed before hydration survives an extension that changes the form`, async ({
    page,
    expectConsole,
  }) => {
    expectConsole(/Minified React error #418/);
    const { release } = await openBeforeHydration(page, path);
    await page.getByLabel("Email").waitFor();
    await stopInputAsDuringHydration(page);
    await page.getByLabel("Email").fill("robin@example.com");
    await page.getByLabel("Password", { exact: true }).fill("typed before hydration");
    await insertElement(page);
    release();
    await waitForHydration(page);
    await expect(page.getByRole("main").getByRole("button", { name: button, exact: true })).toBeVisible();
    await expect(page.getByLabel("Email")).toHaveValue("robin@example.com");
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("typed before hydration");
    expect(await page.evaluate(() => "earlyInput" in window)).toBe(false);
  });
}
