import { signInOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/faults";
import { openHydrated } from "@/e2e/support/hydration";
import { savedNote, typeNote } from "@/e2e/support/notes";
import { sessionOf } from "@/e2e/support/requests";
import { chooseAnotherAccount, expectSessionEnded, signInAgain } from "@/e2e/support/session-ended-page";

test("signing in again in place keeps a half-filled form and three calls in flight", async ({
  page,
  server,
  faults,
  pageAndPhone,
}) => {
  const { account, phone } = pageAndPhone;
  await signInOverHttp(server, account);
  await openHydrated(page, "/profile");
  const session = await sessionOf(page);
  await page
    .getByRole("button", { name: /^Rename/ })
    .nth(1)
    .click();
  await page.getByRole("textbox", { name: /^Name of/ }).fill("Kitchen tab");

  const held = await faults.holdRequests("**/timeline", { times: 3 });
  const details = page.locator("summary").filter({ hasText: "Details" });
  for (const row of [0, 1, 2]) await details.nth(row).click();
  await expect.poll(held.count).toBe(3);
  await phone.delete(`/api/sessions/${session.id}`);

  const dialog = page.getByRole("alertdialog", { name: "Sign in to continue" });
  await expect(dialog).toContainText(account.email);
  await held.release();
  expect(await page.locator("body").ariaSnapshot()).not.toMatch(/Devices|Kitchen|Token refreshes/);

  const password = dialog.getByLabel("Password", { exact: true });
  await password.fill("not the password, sorry");
  await password.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Incorrect password.");
  await password.fill(account.password);
  await password.press("Enter");

  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: /^Name of/ })).toHaveValue("Kitchen tab");
  await expect(page.getByText("Loading…")).toHaveCount(0);
});

for (const goesOn of [true, false]) {
  const outcome = goesOn
    ? "is saved once after the user signs in again"
    : "is not saved when the user leaves instead";
  test(`a note in flight when the session ends ${outcome}`, async ({
    page,
    server,
    faults,
    pageAndPhone,
  }) => {
    const { account, phone } = pageAndPhone;
    await page.goto("/dashboard");
    const held = await faults.holdRequests("**/api/me/note", { times: 1 });
    const sent = faults.count("/api/me/note", { method: "PUT" });
    await typeNote(page, "on its way");
    await page.getByRole("button", { name: "Save note" }).click();
    await expect.poll(held.count).toBe(1);
    await phone.post("/api/sessions/revoke-all", { scope: "others" });
    const told = /You ended this session from Chrome on Windows, today at \d/;
    await expectSessionEnded(page, account, { told });
    const refused = page.waitForResponse((answer) => answer.url().endsWith("/api/me/note"));
    await held.release();
    expect((await refused).status()).toBe(401);
    await expectSessionEnded(page, account, { told });
    expect(savedNote(server, account.email)).toBeUndefined();

    if (goesOn) {
      await signInAgain(page, account);
      await expect(page.getByText(/^Saved/)).toBeVisible();
      expect(savedNote(server, account.email)).toBe("on its way");
      expect(sent()).toBe(2);
    } else {
      await chooseAnotherAccount(page, told);
      expect(savedNote(server, account.email)).toBeUndefined();
      expect(sent()).toBe(1);
    }
  });
}
