import { signInOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/faults";
import { storedDraftIvs, typeDraft, typeNote } from "@/e2e/support/notes";
import { recordNavigations } from "@/e2e/support/requests";
import { signInAgain, signInDialog } from "@/e2e/support/session-ended-page";

test("a refresh of the page that fails after signing in again leaves the page, and what was typed, as it is", async ({
  page,
  server,
  newUser,
  signIn,
  faults,
  expectConsole,
}) => {
  expectConsole(/ERR_CONNECTION_RESET/);
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/dashboard");
  const before = await typeDraft(page, "half a thought");
  const phone = await signInOverHttp(server, account);
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  await expect(signInDialog(page)).toBeVisible();
  const visits = recordNavigations(page);
  const key = await faults.holdRequests("**/api/me/draft-key");
  const refreshes = faults.count(/[?&]_rsc=/);
  await faults.dropRequests(/[?&]_rsc=/);
  await signInAgain(page, account);
  await expect.poll(key.count).toBe(1);
  expect(refreshes()).toBe(0);
  await key.release();
  // It is asked for again once the first attempt has failed, and by then the draft is kept under the new key.
  await expect.poll(refreshes).toBeGreaterThan(1);
  expect(await storedDraftIvs(page)).not.toEqual(before);
  await expect(page.getByLabel("Note")).toHaveValue("half a thought");
  expect(visits).toEqual([]);
});

test("a page that is opened while the server is away leaves the screen as it is, and opens when it is back", async ({
  page,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  await typeNote(page, "half a thought");
  const visits = recordNavigations(page);
  let tries = 0;
  await page.route("**/*", (route) => {
    if (route.request().url().includes("/profile")) tries++;
    return route.abort("connectionrefused");
  });
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Devices/ })
    .click();
  await expect.poll(() => tries).toBeGreaterThan(0);
  await expect(page.getByText("Reconnecting…")).toBeVisible();
  await expect(page.getByLabel("Note")).toHaveValue("half a thought");
  await page.unrouteAll();
  await expect(page.getByRole("heading", { name: "This device" })).toBeVisible();
  await expect(page).toHaveURL("/profile");
  expect(visits).toEqual([]);
});
