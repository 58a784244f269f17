import type { Page } from "@playwright/test";
import { signOut } from "@/e2e/support/account-menu";
import { signInOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/faults";
import { holdScripts, openBeforeHydration, stopInputAsDuringHydration } from "@/e2e/support/forms";
import { holdDraftDatabase, savedNote, storedDraftIvs, typeDraft, typeNote } from "@/e2e/support/notes";
import { passTimeUntil, SOON } from "@/e2e/support/page-clock";
import { signInAgain } from "@/e2e/support/session-ended-page";

test("a draft is restored for its user, but not for the next user nor after signing out", async ({
  page,
  newUser,
  signIn,
}) => {
  const [ada, grace] = [await newUser("Ada"), await newUser("Grace")];
  const note = page.getByLabel("Note");
  await signIn(page, ada);
  await page.goto("/dashboard");
  await typeDraft(page, "half a thought");
  await page.reload();
  await expect(note).toHaveValue("half a thought");
  await expect(page.getByText("We restored your unsaved note.")).toBeVisible();

  await signOut(page);
  await expect(page).toHaveURL(/\/login/);
  for (const account of [grace, ada]) {
    // An open page of ours would notice the sign-in and go to the dashboard by itself, at the same time as the story.
    await page.goto("about:blank");
    await signIn(page, account);
    await page.goto("/dashboard");
    await expect(page.getByText("Only you can see this.")).toBeVisible();
    await expect(note).toHaveValue("");
  }
});

test("a draft survives an end that deletes its key, and the new sign-in after it", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/dashboard");
  const before = await typeDraft(page, "half a thought");
  const phone = await signInOverHttp(server, account);
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  await signInAgain(page, account);
  await expect.poll(() => storedDraftIvs(page)).not.toEqual(before);
  await page.reload();
  await expect(page.getByLabel("Note")).toHaveValue("half a thought");
});

test("a draft that was restored by a reload and not changed since survives such an end as well", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/dashboard");
  await typeDraft(page, "half a thought");
  await page.reload();
  const note = page.getByLabel("Note");
  await expect(note).toHaveValue("half a thought");
  const before = await storedDraftIvs(page);
  const phone = await signInOverHttp(server, account);
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  await signInAgain(page, account);
  await expect(note).toHaveValue("half a thought");
  await expect.poll(() => storedDraftIvs(page)).not.toEqual(before);
  await page.reload();
  await expect(note).toHaveValue("half a thought");
});

test("text typed before hydration is still there after it", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  const note = page.getByLabel("Note");
  for (const text of ["the first thought", "a second one, in place of it"]) {
    const { release } = await openBeforeHydration(page, "/dashboard");
    await note.fill(text);
    release();
    await expect(page.getByText("Draft kept on this device.")).toBeVisible();
    await expect(note).toHaveValue(text);
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText("Unsaved changes")).toHaveCount(0);
    await expect.poll(() => storedDraftIvs(page)).toHaveLength(0);
    await page.unrouteAll();
  }
});

test("text typed before hydration stays in the field while the draft is read, and no empty note is saved", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  const database = await holdDraftDatabase(page);
  const scripts = await openBeforeHydration(page, "/dashboard");
  const note = page.getByLabel("Note");
  await note.fill("an early thought");
  scripts.release();
  await expect(page.getByText("Unsaved changes.")).toBeVisible();
  await expect(note).toHaveValue("an early thought");
  await note.evaluate((field: HTMLTextAreaElement) => field.form?.requestSubmit());
  await database.release();
  await expect(page.getByText("Draft kept on this device.")).toBeVisible();
  await expect(note).toHaveValue("an early thought");
  expect(savedNote(server, account.email)).toBeUndefined();
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  expect(savedNote(server, account.email)).toBe("an early thought");
});

test("text typed while React hydrates the page stays in the field", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  const scripts = await openBeforeHydration(page, "/dashboard");
  const note = page.getByLabel("Note");
  await note.waitFor();
  await stopInputAsDuringHydration(page);
  await note.fill("an early thought");
  scripts.release();
  await expect(page.getByText("Draft kept on this device.")).toBeVisible();
  await expect(note).toHaveValue("an early thought");
});

test("a draft has priority over text typed before hydration", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const note = page.getByLabel("Note");
  await typeDraft(page, "a long thought");
  const scripts = await holdScripts(page);
  await page.reload({ waitUntil: "commit" });
  await note.fill("x");
  scripts.release();
  await expect(page.getByText("We restored your unsaved note.")).toBeVisible();
  await expect(note).toHaveValue("a long thought");
});

test("a user cannot type over a draft that is still being loaded", async ({
  page,
  newUser,
  signIn,
  faults,
}) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const note = page.getByLabel("Note");
  await typeDraft(page, "a long thought");
  const key = await faults.holdRequests("**/api/me/draft-key");
  await page.reload();
  await expect.poll(key.count).toBe(1);
  await expect(note).not.toBeEditable();
  await key.release();
  await expect(note).toHaveValue("a long thought");
  await expect(note).toBeEditable();
});

test("the page says that a draft is saved only when it is", async ({ page, newUser, signIn, faults }) => {
  await page.clock.install();
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const key = await faults.holdRequests("**/api/me/draft-key");
  const isKept = page.getByText("Draft kept on this device.");
  await typeNote(page, "half a thought");
  await expect.poll(key.count).toBe(1);
  await expect(page.getByText("Unsaved changes.")).toBeVisible();
  await expect(isKept).toHaveCount(0);
  await key.release();
  await expect(isKept).toBeVisible();
  // The page waits for a pause in typing. While its clock stands still, there is none.
  await page.clock.pauseAt(Date.now() + 60_000);
  await typeNote(page, "half a thought more");
  await expect(isKept).toHaveCount(0);
  await passTimeUntil(page, () => expect(isKept).toBeVisible(SOON));
  await page.clock.resume();
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await expect(isKept).toHaveCount(0);
});

/** Opens the dashboard in this tab and in a second one. @returns the second tab */
async function openTwoDashboards(page: Page): Promise<Page> {
  const other = await page.context().newPage();
  for (const tab of [page, other]) {
    await tab.goto("/dashboard");
    await expect(tab.getByText("Only you can see this.")).toBeVisible();
  }
  return other;
}

test("text typed in one tab appears in the other, until it is saved", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  const other = await openTwoDashboards(page);
  await typeNote(page, "half a thought");
  await expect(other.getByLabel("Note")).toHaveValue("half a thought");
  await typeNote(page, "a whole thought");
  await page.getByRole("button", { name: "Save note" }).click();
  for (const tab of [page, other]) {
    await expect(tab.getByText(/^Saved/)).toBeVisible();
    await expect(tab.getByLabel("Note")).toHaveValue("a whole thought");
  }
});

test("text typed in one tab stays a draft when the other tab saves its own", async ({
  page,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  const other = await openTwoDashboards(page);
  const [kept] = await typeDraft(page, "one thought");
  await expect(other.getByLabel("Note")).toHaveValue("one thought");
  await typeNote(other, "another thought");
  await expect.poll(() => storedDraftIvs(page)).not.toEqual([kept]);
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText("We restored your unsaved note.")).toBeVisible();
  await other.reload();
  await expect(other.getByLabel("Note")).toHaveValue("another thought");
  await page.getByRole("button", { name: "Discard and show saved note" }).click();
  await expect(page.getByLabel("Note")).toHaveValue("one thought");
});
