import { addApp, addPasskey, appCode, saveRecoveryCodes, setUpApp } from "@/e2e/support/authenticators";
import { waitForHydration } from "@/e2e/support/forms";
import { pressOn, typeInto } from "@/e2e/support/keyboard";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { signInDialog } from "@/e2e/support/session-ended-page";
import { expect, test } from "@/e2e/support/two-devices";

/** In seconds: longer than the steps of a test take. */
const WINDOW = 600;
/** In seconds: how long a sign-in in several steps may take. */
const ATTEMPT = 600;
test.use({ settings: { env: { REAUTHENTICATION_WINDOW: String(WINDOW) } } });

test("an authenticator app is added, its recovery codes are shown once, and later a new set needs its code", async ({
  page,
  server,
  newUser,
  signIn,
}) => {
  const account = await newUser();
  await signIn(page, account);
  await page.goto("/profile/security");
  await waitForHydration(page);
  const secret = await addApp(page, server);
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const [old] = await codes.allTextContents();
  await saveRecoveryCodes(page);
  await expect(page.getByText("10 of 10 left")).toBeVisible();
  await expect(page.getByRole("button", { name: "Remove Authenticator app" })).toBeVisible();

  await advanceServerClock(server, WINDOW);
  await page.getByRole("button", { name: "Make new ones" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Make new codes" }).click();
  const proof = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  const password = proof.getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await password.press("Enter");
  const code = proof.getByLabel("Code", { exact: true });
  await typeInto(code, "no code");
  await pressOn(code, "Enter");
  await expect(proof.getByRole("alert")).toContainText("That code isn’t right.");
  await code.fill(await appCode(server, secret));
  await code.press("Enter");
  await expect(codes).toHaveCount(10);
  expect(await codes.allTextContents()).not.toContain(old);
});

test("without JavaScript an authenticator app is added, and the password is asked for when the sign-in is old", async ({
  server,
  newUser,
  newDevice,
  signIn,
}) => {
  const account = await newUser();
  const page = await newDevice({ javaScriptEnabled: false });
  await signIn(page, account);
  await page.goto("/profile/security");
  const secret = await addApp(page, server);
  await page.getByRole("button", { name: "Turn on" }).click();
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);

  await advanceServerClock(server, WINDOW);
  await page.goto("/profile/security");
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  await page.getByLabel("Your password").fill(account.password);
  await page
    .getByLabel("Code", { exact: true })
    .last()
    .fill(await appCode(server, secret));
  await page.getByRole("button", { name: "Add an authenticator app" }).click();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
});

test("a passkey is added, renamed and removed", async ({ page, context, newUser, signIn }) => {
  await context.credentials.install();
  await signIn(page, await newUser());
  await addPasskey(page);

  await page.getByRole("button", { name: /^Rename / }).click();
  await page.getByRole("textbox", { name: /^Name of/ }).fill("Work laptop");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Remove Work laptop" })).toBeVisible();
  await page.getByRole("button", { name: "Remove Work laptop" }).click();
  const dialog = page.getByRole("alertdialog", { name: "Remove Work laptop?" });
  await expect(dialog).toContainText("your recovery codes stop working too");
  await dialog.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("only your password protects this account")).toBeVisible();
});

test("a page whose session ended goes on after the password and the code, with what was typed", async ({
  page,
  server,
  pageAndPhone,
}) => {
  const { account, phone } = pageAndPhone;
  const secret = await setUpApp(page, server);
  await page.getByLabel("New email").fill("half-typed@example.com");
  // Each code is good once: the next one is due.
  await advanceServerClock(server, 60);
  await phone.post("/api/sessions/revoke-all", { scope: "others" });

  const dialog = signInDialog(page);
  const password = dialog.getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await password.press("Enter");
  const code = dialog.getByLabel("Code", { exact: true });
  await code.fill(await appCode(server, secret));
  await code.press("Enter");
  await expect(dialog).toBeHidden();
  await expect(page.getByLabel("New email")).toHaveValue("half-typed@example.com");
});

test("a passkey goes on with a page whose session ended, and confirms an action that needs a recent sign-in", async ({
  page,
  context,
  server,
  pageAndPhone,
}) => {
  const { account, phone } = pageAndPhone;
  await context.credentials.install();
  await addPasskey(page);
  await phone.post("/api/sessions/revoke-all", { scope: "others" });
  const dialog = signInDialog(page);
  await dialog.getByLabel("Password", { exact: true }).fill(account.password);
  await dialog.getByLabel("Password", { exact: true }).press("Enter");
  await dialog.getByRole("button", { name: "Use a passkey instead" }).click();
  await expect(dialog).toBeHidden();

  await advanceServerClock(server, WINDOW);
  await page.getByRole("button", { name: "Make new ones" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Make new codes" }).click();
  const proof = page.getByRole("alertdialog", { name: "Confirm it’s you" });
  await proof.getByLabel("Password", { exact: true }).fill(account.password);
  await proof.getByLabel("Password", { exact: true }).press("Enter");
  await proof.getByRole("button", { name: "Use a passkey instead" }).click();
  await expect(page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem")).toHaveCount(10);
});

test("when the second step took too long, the dialog says why it asks for the password again", async ({
  page,
  server,
  pageAndPhone,
}) => {
  const { account, phone } = pageAndPhone;
  const secret = await setUpApp(page, server);
  await phone.post("/api/sessions/revoke-all", { scope: "others" });

  const dialog = signInDialog(page);
  const password = dialog.getByLabel("Password", { exact: true });
  await password.fill(account.password);
  await password.press("Enter");
  const code = dialog.getByLabel("Code", { exact: true });
  await expect(code).toBeVisible();
  await advanceServerClock(server, ATTEMPT + 1);
  await code.fill(await appCode(server, secret));
  await code.press("Enter");
  await expect(dialog.getByRole("alert")).toContainText("took too long");
  await expect(password).toBeFocused();

  await password.fill(account.password);
  await password.press("Enter");
  await code.fill(await appCode(server, secret));
  await code.press("Enter");
  await expect(dialog).toBeHidden();
});
