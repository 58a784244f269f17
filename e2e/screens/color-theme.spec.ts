import { waitForHydratedElements } from "@/e2e/support/hydration";
import { expect, test } from "@/e2e/support/test";

for (const [theme, other] of [
  ["dark", "light"],
  ["light", "dark"],
] as const) {
  test(`the server's HTML already has the theme of a user who prefers ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: other });
    await page.goto("/");
    const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const before = await background();
    await waitForHydratedElements(page, "input[name=theme]");
    await page
      .getByRole("radio", { name: `${theme === "dark" ? "Dark" : "Light"} theme` })
      .check({ force: true });
    await expect.poll(background).not.toBe(before);
    for (const path of ["/", "/login", "/signup"]) {
      const html = await (await page.request.get(path, { maxRetries: 2 })).text();
      expect(html, path).toMatch(new RegExp(`<html[^>]* data-theme="${theme}"`));
    }
    await page.goto("/login");
    await expect.poll(background).not.toBe(before);
  });
}
