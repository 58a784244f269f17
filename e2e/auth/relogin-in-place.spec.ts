import type { Page } from "@playwright/test";
import { signInOverHttp } from "@/e2e/support/accounts";
import { readDatabase } from "@/e2e/support/database";
import { expect, test } from "@/e2e/support/faults";
import { typeNote } from "@/e2e/support/forms";
import { chooseAnotherAccount, expectSessionEnded, signInAgain } from "@/e2e/support/session-ended-page";

function noteOf(server: { databaseFile: string }, email: string) {
  return readDatabase(server, (db) =>
    db
      .prepare("select text from notes join users on users.id = notes.user_id where email = ?")
      .pluck()
      .get(email),
  );
}

/** The vectors of the drafts this browser holds, whosoever they are: another one whenever a draft is kept anew. */
function keptDrafts(page: Page): Promise<string[]> {
  return page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open("latchkey");
        opening.onsuccess = () => {
          const [store = ""] = opening.result.objectStoreNames;
          const reading = opening.result.transaction(store).objectStore(store).getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result.map(({ iv }) => String(iv)));
          };
        };
      }),
  );
}

test("after the password the page is as it was, a half-filled form and three calls in flight included", async ({
  page,
  server,
  newUser,
  signIn,
  faults,
}) => {
  const account = await newUser();
  const phone = await signInOverHttp(server, account);
  await signInOverHttp(server, account);
  await signIn(page, account);
  await page.goto("/profile");
  const { session } = await (await page.request.get("/api/session")).json();
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

  await dialog.getByLabel("Password", { exact: true }).fill("not the password, sorry");
  await page.keyboard.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("Incorrect password.");
  await dialog.getByLabel("Password", { exact: true }).fill(account.password);
  await page.keyboard.press("Enter");

  await expect(dialog).toBeHidden();
  await expect(page.getByRole("textbox", { name: /^Name of/ })).toHaveValue("Kitchen tab");
  await expect(page.getByText("Loading…")).toHaveCount(0);
});

for (const goesOn of [true, false]) {
  const outcome = goesOn
    ? "is saved, once, after the password"
    : "is not saved for somebody who leaves instead";
  test(`what was being sent when the session ended ${outcome}`, async ({
    page,
    server,
    newUser,
    signIn,
    faults,
  }) => {
    const account = await newUser();
    const phone = await signInOverHttp(server, account);
    await signIn(page, account);
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
    expect(noteOf(server, account.email)).toBeUndefined();

    if (goesOn) {
      await signInAgain(page, account);
      await expect(page.getByText(/^Saved/)).toBeVisible();
      expect(noteOf(server, account.email)).toBe("on its way");
      expect(sent()).toBe(2);
    } else {
      await chooseAnotherAccount(page, told);
      expect(noteOf(server, account.email)).toBeUndefined();
      expect(sent()).toBe(1);
    }
  });
}

test("another user signing in from another tab during a submit gets nothing written in their name", async ({
  page,
  context,
  server,
  newUser,
  signIn,
  faults,
}) => {
  const [ada, grace] = [await newUser("Ada"), await newUser("Grace")];
  await signIn(page, ada);
  await page.goto("/dashboard");
  const held = await faults.holdRequests("**/api/me/note", { times: 1 });
  await typeNote(page, "Ada's own");
  await page.getByRole("button", { name: "Save note" }).click();
  await expect.poll(held.count).toBe(1);

  const other = await context.newPage();
  await other.goto("/login");
  await other.getByLabel("Email").fill(grace.email);
  await other.getByLabel("Password", { exact: true }).fill(grace.password);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other.getByRole("heading", { name: "Hello, Grace" })).toBeVisible();
  await held.release();

  await expect(page.getByRole("heading", { name: "Hello, Grace" })).toBeVisible();
  await expect(page.getByLabel("Note")).toHaveValue("");
  expect(noteOf(server, grace.email)).toBeUndefined();
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("a note is saved by its form", async ({ page, server, newUser, signIn }) => {
    const account = await newUser();
    await signIn(page, account);
    await page.goto("/dashboard");
    await typeNote(page, "By hand");
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText(/^Saved/)).toBeVisible();
    expect(noteOf(server, account.email)).toBe("By hand");
  });

  test("a form of one user is not saved for another", async ({ page, server, newUser, signIn }) => {
    const [ada, grace] = [await newUser("Ada"), await newUser("Grace")];
    await signIn(page, ada);
    await page.goto("/dashboard");
    await typeNote(page, "Ada's own");
    await signIn(page, grace);
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /./ })).toContainText(
      "Somebody else is signed in",
    );
    expect([noteOf(server, ada.email), noteOf(server, grace.email)]).toEqual([undefined, undefined]);
  });
});

test("Back after signing out shows nothing", async ({ page, newUser, signIn }) => {
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goBack();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  expect(await page.content()).not.toContain("Hello, ");
});

test("Back to a page whose session was ended meanwhile shows nothing of it", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  const phone = await signInOverHttp(server, account);
  await signIn(page, account);
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();
  await page.goto("/login");
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  await page.goBack();
  await expect(page.getByText("You ended this session from")).toBeVisible();
  await expect(page.getByRole("heading", { name: /^Hello/ })).toHaveCount(0);
});

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
  await expect.poll(() => keptDrafts(page)).toHaveLength(1);
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
  await expect.poll(() => keptDrafts(page)).toHaveLength(1);
  const before = await keptDrafts(page);
  const phone = await signInOverHttp(server, account);
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  await signInAgain(page, account);
  await expect.poll(() => keptDrafts(page)).not.toEqual(before);
  await page.reload();
  await expect(page.getByLabel("Note")).toHaveValue("half a thought");
});

test("what is typed before the page has come to life is there when it has", async ({
  page,
  newUser,
  signIn,
}) => {
  await signIn(page, await newUser());
  const note = page.getByLabel("Note");
  for (const text of ["the first thought", "a second one, in place of it"]) {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/_next\/static\/.*\.js/, (route) => held.then(() => route.continue()));
    await page.goto("/dashboard", { waitUntil: "commit" });
    await note.fill(text);
    release();
    await expect(page.getByText("Draft kept on this device.")).toBeVisible();
    await expect(note).toHaveValue(text);
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText("Unsaved changes")).toHaveCount(0);
    await expect.poll(() => keptDrafts(page)).toHaveLength(0);
    await page.unrouteAll();
  }
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
  await expect.poll(() => keptDrafts(page)).toHaveLength(1);
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
  const [kept] = await keptDrafts(page);
  await typeNote(other, "another thought");
  await expect.poll(() => keptDrafts(page)).not.toEqual([kept]);
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText("We restored your unsaved note.")).toBeVisible();
  await other.reload();
  await expect(other.getByLabel("Note")).toHaveValue("another thought");
  await page.getByRole("button", { name: "Discard and show saved note" }).click();
  await expect(page.getByLabel("Note")).toHaveValue("one thought");
});

test("a sign-out that did not get through is finished with no page open", async ({
  page,
  context,
  server,
  newUser,
  signIn,
  expectConsole,
}) => {
  expectConsole(/ERR_CONNECTION_RESET/);
  const account = await newUser();
  await signIn(page, account);
  const other = await signInOverHttp(server, account);
  await page.goto("/dashboard");
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  // The page's requests, not the worker's.
  for (const lost of ["**/api/auth/logout", "**/login**"])
    await page.route(lost, (route) => route.abort("connectionreset"));
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Hello/ })).toHaveCount(0);
  await page.close();
  await expect
    .poll(async () => (await other.get("/api/sessions")).json.sessions.length, { timeout: 15_000 })
    .toBe(1);
  await expect
    .poll(async () => (await context.cookies()).map(({ name }) => name).join())
    .not.toContain("left");
});

test("signing out without a network holds", async ({
  page,
  context,
  server,
  newUser,
  signIn,
  expectConsole,
}) => {
  expectConsole(/ERR_INTERNET_DISCONNECTED/);
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();
  await context.setOffline(true);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: /^Hello/ })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "You’re signed out on this device" })).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();

  await context.setOffline(false);
  await expect(page).toHaveURL(/\/login/);
  const other = await signInOverHttp(server, account);
  await expect
    .poll(async () => (await other.get("/api/sessions")).json.sessions.length, { timeout: 15_000 })
    .toBe(1);
});
