import { signInOverHttp } from "@/e2e/support/accounts";
import { expect, test } from "@/e2e/support/faults";
import { holdDraftDatabase, holdScripts, savedNote, storedDraftIvs, typeNote } from "@/e2e/support/notes";
import { signInAgain } from "@/e2e/support/session-ended-page";

test("a draft comes back for its user, and is gone for the next one and after signing out", async ({
  page,
  newUser,
  signIn,
}) => {
  const [ada, grace] = [await newUser("Ada"), await newUser("Grace")];
  const note = page.getByLabel("Note");
  await signIn(page, ada);
  await page.goto("/dashboard");
  await typeNote(page, "half a thought");
  await expect.poll(() => storedDraftIvs(page)).toHaveLength(1);
  await page.reload();
  await expect(note).toHaveValue("half a thought");
  await expect(page.getByText("We restored your unsaved note.")).toBeVisible();

  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
  for (const account of [grace, ada]) {
    await signIn(page, account);
    await page.goto("/dashboard");
    await expect(page.getByText("Only you can see this.")).toBeVisible();
    await expect(note).toHaveValue("");
  }
});

test("a draft is kept over an end that takes its key, and the password after it", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/dashboard");
  await typeNote(page, "half a thought");
  await expect.poll(() => storedDraftIvs(page)).toHaveLength(1);
  const before = await storedDraftIvs(page);
  const phone = await signInOverHttp(server, account);
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  await signInAgain(page, account);
  await expect.poll(() => storedDraftIvs(page)).not.toEqual(before);
  await page.reload();
  await expect(page.getByLabel("Note")).toHaveValue("half a thought");
});

test("a draft that a reload restored, and no one typed on, is kept over such an end as well", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/dashboard");
  await typeNote(page, "half a thought");
  await expect.poll(() => storedDraftIvs(page)).toHaveLength(1);
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

test("what is typed before the page has come to life is there when it has", async ({
  page,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  const note = page.getByLabel("Note");
  for (const text of ["the first thought", "a second one, in place of it"]) {
    const { release } = await holdScripts(page);
    await page.goto("/dashboard", { waitUntil: "commit" });
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

test("what is typed before hydration stays in the field while the draft is read, and no empty note is saved", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  const database = await holdDraftDatabase(page);
  const scripts = await holdScripts(page);
  await page.goto("/dashboard", { waitUntil: "commit" });
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

test("a draft comes before what is typed before hydration", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const note = page.getByLabel("Note");
  await typeNote(page, "a long thought");
  await expect.poll(() => storedDraftIvs(page)).toHaveLength(1);
  const scripts = await holdScripts(page);
  await page.reload({ waitUntil: "commit" });
  await note.fill("x");
  scripts.release();
  await expect(page.getByText("We restored your unsaved note.")).toBeVisible();
  await expect(note).toHaveValue("a long thought");
});

test("nothing is typed over a draft that has not been read yet", async ({
  page,
  newUser,
  signIn,
  faults,
}) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const note = page.getByLabel("Note");
  await typeNote(page, "a long thought");
  await expect.poll(() => storedDraftIvs(page)).toHaveLength(1);
  const key = await faults.holdRequests("**/api/me/draft-key");
  await page.reload();
  await expect.poll(key.count).toBe(1);
  await expect(note).not.toBeEditable();
  await key.release();
  await expect(note).toHaveValue("a long thought");
  await expect(note).toBeEditable();
});

test("a draft is said to be kept when it is", async ({ page, newUser, signIn, faults }) => {
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
  await page.getByLabel("Note").press("End");
  await page.keyboard.type(" more");
  await expect(isKept).toHaveCount(0);
  await expect(isKept).toBeVisible();
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  await expect(isKept).toHaveCount(0);
});

test("what is typed in one tab is in the other, until it is saved", async ({
  page,
  context,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto("/dashboard");
    await expect(tab.getByText("Only you can see this.")).toBeVisible();
  }
  await typeNote(page, "half a thought");
  await expect(other.getByLabel("Note")).toHaveValue("half a thought");
  await typeNote(page, "a whole thought");
  await page.getByRole("button", { name: "Save note" }).click();
  for (const tab of [page, other]) {
    await expect(tab.getByText(/^Saved/)).toBeVisible();
    await expect(tab.getByLabel("Note")).toHaveValue("a whole thought");
  }
});

test("what is typed in one tab and not sent is still kept when the other has sent its own", async ({
  page,
  context,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  const other = await context.newPage();
  for (const tab of [page, other]) {
    await tab.goto("/dashboard");
    await expect(tab.getByText("Only you can see this.")).toBeVisible();
  }
  await typeNote(page, "one thought");
  await expect(other.getByLabel("Note")).toHaveValue("one thought");
  const [kept] = await storedDraftIvs(page);
  await typeNote(other, "another thought");
  await expect.poll(() => storedDraftIvs(page)).not.toEqual([kept]);
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText("We restored your unsaved note.")).toBeVisible();
  await other.reload();
  await expect(other.getByLabel("Note")).toHaveValue("another thought");
  await page.getByRole("button", { name: "Discard and show saved note" }).click();
  await expect(page.getByLabel("Note")).toHaveValue("one thought");
});
