import type { Page } from "@playwright/test";
import { renameDevice, thisDevice } from "@/e2e/support/device-screen";
import { recordNavigations, recordRefreshes, recordRequests, refreshResponse } from "@/e2e/support/requests";
import { advanceClocks, sleepMachine } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";

/** Seconds. */
const TOKEN_LIFE = 60;

test.use({ settings: { env: { ACCESS_TOKEN_TTL: String(TOKEN_LIFE) } } });

const noTrouble = async (page: Page, visits: string[]) => {
  await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
  expect(visits).toEqual(["/profile"]);
};

test("the access token is refreshed silently several times while the user works", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  const visits = recordNavigations(page);
  const loads = recordRequests(context, "GET", "/api/sessions");
  await page.goto("/profile");
  const bearers = new Set<string | undefined>();
  for (const name of ["First", "Second", "Third", "Fourth"]) {
    const refreshed = refreshResponse(page);
    await advanceClocks(server, context, TOKEN_LIFE / 2 + 1);
    await refreshed;
    const reloads = loads.length;
    await renameDevice(thisDevice(page), name);
    await expect(thisDevice(page).getByRole("heading", { name, exact: true })).toBeVisible();
    await expect.poll(() => loads.length).toBeGreaterThan(reloads);
    bearers.add(loads.at(-1)?.headers().authorization);
    await noTrouble(page, visits);
  }
  // Refreshed four times at half its lifetime: the first token expired long ago.
  expect(bearers.size).toBe(4);
});

test("a tab that slept past its access token's lifetime continues when it wakes", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  const visits = recordNavigations(page);
  const refreshes = recordRefreshes(context);
  await page.goto("/profile");
  await expect.poll(() => refreshes.length).toBeGreaterThan(0);
  const before = refreshes.length;
  await sleepMachine(server, context, TOKEN_LIFE + 1);
  await renameDevice(thisDevice(page), "Awake");
  await expect(thisDevice(page).getByRole("heading", { name: "Awake", exact: true })).toBeVisible();
  expect(refreshes.length).toBeGreaterThan(before);
  await noTrouble(page, visits);
});
