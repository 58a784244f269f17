import { signOut } from "@/e2e/support/account-menu";
import { administrator } from "@/e2e/support/accounts";
import {
  confirmDialog,
  otherDevices,
  pressSignOut,
  renameDevice,
  thisDevice,
} from "@/e2e/support/device-screen";
import { submitSignIn, submitSignUp, WRONG_CREDENTIALS } from "@/e2e/support/forms";
import { savedNote, typeNote } from "@/e2e/support/notes";
import { expect, test } from "@/e2e/support/test";
import { translate } from "@/e2e/support/translator";

// React throws when a text node that it removes is no longer where React put it. The error page or the console shows
// that.
test("a translated app: the note, the devices and the account pages, reached by links", async ({
  page,
  server,
  newUser,
  signIn,
  newDevice,
}) => {
  const account = await newUser("Robin");
  await signIn(await newDevice(), account);
  await signIn(page, account);
  await page.goto("/dashboard");
  await translate(page);
  for (const text of ["one thought", "another thought"]) {
    await typeNote(page, text);
    await expect(page.getByText("Unsaved changes.")).toBeVisible();
    await expect(page.getByText("Draft kept on this device.")).toBeVisible();
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText(/^Saved/)).toBeVisible();
    expect(savedNote(server, account.email)).toBe(text);
  }

  const goTo = async (name: string, title: string) => {
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
    await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  };
  await goTo("Devices", "Devices");
  await expect(otherDevices(page)).toHaveCount(1);
  await renameDevice(thisDevice(page), "The kitchen");
  await expect(thisDevice(page)).toContainText("The kitchen");
  await otherDevices(page).first().getByText("Details").click();
  await pressSignOut(otherDevices(page).first());
  await confirmDialog(page).getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(otherDevices(page)).toHaveCount(0);

  await goTo("Security", "Security");
  await page.getByLabel("Name", { exact: true }).fill("Robin the Second");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Name saved")).toBeVisible();
  await goTo("Activity", "Activity");
  await goTo("Dashboard", "Hello, Robin the Second");
  await signOut(page);
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
});

test("a translated app: signing in and up, and the accounts of an administrator", async ({
  page,
  newUser,
}) => {
  const { email } = await newUser("Mara");
  await page.goto("/");
  await translate(page);
  await page.getByRole("banner").getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await submitSignIn(page, { ...administrator, password: "not the password at all" });
  await expect(page.getByRole("alert").filter({ hasText: WRONG_CREDENTIALS })).toBeVisible();
  await page.getByRole("link", { name: "Create an account" }).click();
  await expect(page.getByRole("heading", { name: "Create an account", level: 1 })).toBeVisible();
  await submitSignUp(page, { name: "", email: "robin", password: "short" });
  await expect(page.getByRole("alert").filter({ hasText: "highlighted fields" })).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
  await submitSignIn(page, administrator);
  await expect(page.getByRole("heading", { name: /^Hello/ })).toBeVisible();

  await translate(page);
  await page.getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
  await page.getByRole("searchbox").fill(email);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("main").getByRole("listitem").getByRole("link").click();
  await page.getByRole("button", { name: "Disable account" }).click();
  await confirmDialog(page).getByRole("button", { name: "Cancel" }).click();
  await expect(confirmDialog(page)).toHaveCount(0);
  await page.getByRole("main").getByRole("link", { name: "People" }).click();
  await expect(page.getByRole("heading", { name: "People", level: 1 })).toBeVisible();
});
