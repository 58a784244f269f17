import { expect, test } from "@/e2e/support/faults";
import { savedNote, typeNote } from "@/e2e/support/notes";

test("when another user signs in from another tab during a submit, the note is not saved for that user", async ({
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
  await other.goto("/login?add");
  await other.getByLabel("Email").fill(grace.email);
  await other.getByLabel("Password", { exact: true }).fill(grace.password);
  await other.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(other.getByRole("heading", { name: "Hello, Grace" })).toBeVisible();
  await held.release();

  await page.getByRole("button", { name: "Continue as Grace" }).click();
  await expect(page.getByRole("heading", { name: "Hello, Grace" })).toBeVisible();
  await expect(page.getByLabel("Note")).toHaveValue("");
  expect(savedNote(server, grace.email)).toBeUndefined();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the form saves a note", async ({ page, server, newUser, signIn }) => {
    const account = await newUser();
    await signIn(page, account);
    await page.goto("/dashboard");
    await page.getByLabel("Note").fill("By hand");
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText(/^Saved/)).toBeVisible();
    expect(savedNote(server, account.email)).toBe("By hand");
  });

  test("the form of one user is not saved for another user", async ({ page, server, newUser, signIn }) => {
    const [ada, grace] = [await newUser("Ada"), await newUser("Grace")];
    await signIn(page, ada);
    await page.goto("/dashboard");
    await page.getByLabel("Note").fill("Ada's own");
    await signIn(page, grace);
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByRole("alert").filter({ hasText: /./ })).toContainText(
      "A different account is signed in",
    );
    expect([savedNote(server, ada.email), savedNote(server, grace.email)]).toEqual([undefined, undefined]);
  });
});
