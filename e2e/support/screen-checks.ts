import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const SIZES = { desktop: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };
export const NARROWEST = { width: 320, height: 640 };

/**
 * Runs in the page: ends the transitions of its colours. An element that inherits its colour begins its own transition
 * when its parent's has ended, so this is repeated.
 * @returns the number of transitions it has ended, -1 before the page has taken in the scheme
 */
function finishTransitions(colorScheme: "light" | "dark"): number {
  if (!matchMedia(`(prefers-color-scheme: ${colorScheme})`).matches) return -1;
  const running = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
  for (const transition of running) transition.finish();
  return running.length;
}

/** axe finds no violation in the page in its present colours. @param rules these alone */
export async function expectNoViolations(page: Page, message = "", rules?: string[]): Promise<void> {
  // Without frames, axe needs no blank page to join their results.
  expect(page.frames()).toHaveLength(1);
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  if (rules) axe.withRules(rules);
  const { violations } = await axe.analyze();
  expect(
    violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]),
    message,
  ).toEqual([]);
}

/** axe finds no violation in the page as it is, in light or dark. The page stays light. @param name for the message */
export async function expectAccessible(page: Page, name = ""): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect.poll(() => page.evaluate(finishTransitions, colorScheme)).toBe(0);
    // Dark differs from light only in its colours.
    await expectNoViolations(
      page,
      `${name} ${colorScheme}`,
      colorScheme === "dark" ? ["color-contrast"] : undefined,
    );
  }
}

/** axe finds no violation in light or dark, and nothing is wider than the narrowest window. The window becomes a desktop's. */
export async function checkView(page: Page, name: string): Promise<void> {
  await expectAccessible(page, name);
  await expectNoOverflow(page, [NARROWEST]);
  await page.setViewportSize(SIZES.desktop);
}

/** The header keeps within the narrowest window with text of twice the size (WCAG 2.2, 1.4.4). The text stays large. */
export async function expectHeaderFitsLargeText(page: Page): Promise<void> {
  await page.setViewportSize(NARROWEST);
  // The first one of the page: others are headers of its parts.
  const header = page.locator("header:has(nav)").first();
  const usual = await header.evaluate((top) => top.getBoundingClientRect().height);
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  // A browser needs some time to lay out a new size.
  const height = () => header.evaluate((top) => top.getBoundingClientRect().height);
  await expect.poll(height, { message: "the text is large" }).toBeGreaterThan(1.5 * usual);
  const measure = () =>
    header.evaluate((top) => {
      const parts = [...top.querySelectorAll("*:not([popover], [popover] *)")];
      return Math.max(...parts.map((part) => part.getBoundingClientRect().right));
    });
  await expect.poll(measure, { message: "the end of the header" }).toBeLessThanOrEqual(NARROWEST.width);
}

/** Nothing in the page is wider than a window of these sizes, written from left to right or from right to left. */
export async function expectNoOverflow(
  page: Page,
  sizes: { width: number; height: number }[],
): Promise<void> {
  for (const viewport of sizes) {
    await page.setViewportSize(viewport);
    for (const direction of ["rtl", "ltr"]) {
      const measure = () =>
        page.evaluate((dir) => {
          document.documentElement.dir = dir;
          return document.documentElement.scrollWidth;
        }, direction);
      // A browser needs some time to lay out a new size.
      await expect.poll(measure, { message: `${viewport.width} px, ${direction}` }).toBe(viewport.width);
    }
  }
}
