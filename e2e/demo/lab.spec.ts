import type { Page } from "@playwright/test";
import { waitForHydratedElements } from "@/e2e/support/hydration";
import { expectPreferencesKept } from "@/e2e/support/preference-checks";
import { expectAccessible, expectNoOverflow, NARROWEST, SIZES } from "@/e2e/support/screen-checks";
import { expect, test } from "@/e2e/support/test";

const COUNT = 18;

/** Watches how many lines the timeline of the page has. @returns each number that it has had */
async function watchLengths(page: Page) {
  const lengths = await page.evaluateHandle(() => {
    const seen = new Set<number>();
    new MutationObserver(() => {
      const length = document.querySelectorAll("main ol > li").length;
      if (length > 0) seen.add(length);
    }).observe(document.body, { childList: true, subtree: true });
    return seen;
  });
  return { seen: () => lengths.evaluate((seen) => [...seen]) };
}

test("a visitor runs every scenario of the session lab, and each of them passes", async ({ page }) => {
  const secrets: string[] = [];
  page.on("response", async (response) => {
    if (response.url().includes("/api/demo/lab/") && response.headers()["set-cookie"])
      secrets.push(response.url());
  });
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/");
  await page.getByRole("link", { name: "See it happen in the session lab" }).click();
  await waitForHydratedElements(page, "main button");

  const first = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "The answer gets lost" }) });
  const timeline = first.getByRole("list", { name: "What happened" });
  const lengths = await watchLengths(page);
  await first.getByRole("button", { name: "Run" }).click();
  await expect(first.getByRole("status")).toHaveText("Passed");
  // With less motion it comes as a whole.
  expect(await lengths.seen()).toEqual([await timeline.getByRole("listitem").count()]);
  await expect(timeline).toContainText("You refresh with token 1");
  await first.getByText("See the code").click();
  await expect(first).toContainText("lib/session/refresh.ts");
  await expect(first).toContainText("export const lostAnswer: Scenario");

  await page.getByRole("button", { name: "Run them all" }).click();
  await expect(page.getByText(`${COUNT} of ${COUNT} passed`)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await expectNoOverflow(page, [SIZES.desktop, SIZES.phone, NARROWEST]);
  await expectPreferencesKept(page);
  expect(secrets).toEqual([]);
});

test("a visitor who reads German runs a scenario in German", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/lab");
  await page.getByRole("button", { name: "Deutsch" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Sitzungslabor" })).toBeVisible();
  await waitForHydratedElements(page, "main button");
  const card = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: "Die Antwort geht verloren" }) });
  await card.getByRole("button", { name: "Ausführen" }).click();
  await expect(card.getByRole("status")).toHaveText("Bestanden");
  await expect(card.getByRole("list", { name: "Was geschehen ist" })).toContainText(
    "Sie erneuern mit Token 1",
  );
  await expectNoOverflow(page, [SIZES.desktop, SIZES.phone, NARROWEST]);
});
