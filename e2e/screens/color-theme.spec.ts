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

test("from the second page on the server's HTML has the times of the reader's time zone", async ({
  newDevice,
  newUser,
  signIn,
}) => {
  // A quarter of an hour from any other, so that no time of UTC looks like one of it.
  const page = await newDevice({ timezoneId: "Asia/Kathmandu", locale: "en-GB" });
  await signIn(page, await newUser());
  const load = async () => (await (await page.goto("/profile/activity"))?.text()) ?? "";
  const first = await load();
  const shown = `>${await page.getByRole("main").locator("time").first().textContent()}</time>`;
  expect(first.includes(shown)).toBe(false);
  expect((await load()).includes(shown)).toBe(true);
});
