import { newAccount } from "@/e2e/support/accounts";
import { waitForHydration } from "@/e2e/support/forms";
import { lastMail } from "@/e2e/support/outbox";
import { expect, test } from "@/e2e/support/test";

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "" : " without JavaScript";
  test(`the email is changed${how} with the code that is sent to the new one`, async ({
    server,
    newDevice,
    newUser,
    signIn,
  }) => {
    const account = await newUser();
    const { email } = newAccount();
    const page = await newDevice({ javaScriptEnabled });
    await signIn(page, account);
    await page.goto("/profile/security");
    if (javaScriptEnabled) await waitForHydration(page);
    await page.getByLabel("New email").fill(email);
    await page.getByRole("button", { name: "Send code" }).click();
    await expect(page.getByText("We’ve sent a code to")).toBeVisible();

    await page.getByLabel("Code from the email").fill((await lastMail(server, email)).code);
    // With JavaScript the sixth digit submits the form.
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Change email" }).click();
    await expect(page.getByText("Email changed")).toBeVisible();
    await expect(page.getByRole("main").getByText(email, { exact: true })).toBeVisible();
    if (javaScriptEnabled) await expect(page.getByText(`Current email: ${email}`)).toBeFocused();
    await signIn(await newDevice(), { ...account, email });
  });
}
