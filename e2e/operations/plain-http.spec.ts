import { signOut } from "@/e2e/support/account-menu";
import { openDeviceScreen, renameDevice, thisDevice } from "@/e2e/support/device-screen";
import { submitSignIn } from "@/e2e/support/forms";
import { savedNote, typeNote } from "@/e2e/support/notes";
import { expect, test } from "@/e2e/support/other-name";

test.use({ settings: { env: { APP_URL: "http://lan.test", ALLOW_HTTP: "on", RATE_LIMIT: "on" } } });

// There a browser has no locks, no service worker and no WebCrypto.
test("on plain http under a name of the local network, everything works", async ({
  openUnderName,
  newUser,
  server,
}) => {
  const account = await newUser("Robin");
  const page = await openUnderName("lan.test");
  await page.goto("/dashboard");
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await submitSignIn(page, account);
  await expect(page.getByRole("heading", { name: "Hello, Robin" })).toBeVisible();

  await typeNote(page, "Kept on plain http");
  await expect(page.getByText("Unsaved changes. Draft lost if you reload or close this tab.")).toBeVisible();
  await page.getByRole("button", { name: "Save note" }).click();
  await expect(page.getByText(/^Saved/)).toBeVisible();
  expect(savedNote(server, account.email)).toBe("Kept on plain http");

  await openDeviceScreen(page);
  await renameDevice(thisDevice(page), "The kitchen");
  await expect(thisDevice(page)).toContainText("The kitchen");
  for (const [path, title] of [
    ["/profile/security", "Security"],
    ["/profile/activity", "Activity"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { name: title, level: 1 })).toBeVisible();
  }
  await signOut(page);
  await expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible();
});
