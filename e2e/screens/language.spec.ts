import { expect, test } from "@/e2e/support/test";

test.use({ locale: "de-AT", javaScriptEnabled: false });

test("a reader's language is the browser's, then the one chosen in the footer, without JavaScript", async ({
  page,
}) => {
  const html = page.locator("html");
  const response = await page.goto("/login");
  expect(response?.headers()["content-language"]).toBe("de");
  await expect(html).toHaveAttribute("lang", "de");
  await expect(
    page.getByRole("navigation", { name: "Konto" }).getByRole("link", { name: "Konto erstellen" }),
  ).toBeVisible();

  await page.getByRole("button", { name: "English" }).click();
  await expect(html).toHaveAttribute("lang", "en");
  await page.goto("/signup");
  await expect(
    page.getByRole("navigation", { name: "Account" }).getByRole("link", { name: "Create account" }),
  ).toBeVisible();
  const chosen = page.getByRole("button", { name: "English" });
  await expect(chosen).toHaveAttribute("aria-pressed", "true");

  // Forced colours take the backgrounds away: what is chosen keeps one, and is underlined.
  await page.emulateMedia({ forcedColors: "active" });
  const look = await chosen.evaluate((button) => {
    const { backgroundColor, textDecorationLine } = getComputedStyle(button);
    const probe = document.createElement("div");
    probe.style.cssText = "forced-color-adjust: none; background: Highlight";
    document.body.append(probe);
    return { isLit: backgroundColor === getComputedStyle(probe).backgroundColor, textDecorationLine };
  });
  expect(look).toEqual({ isLit: true, textDecorationLine: "underline" });
});
