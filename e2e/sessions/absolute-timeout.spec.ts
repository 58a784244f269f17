import { pressOn } from "@/e2e/support/keyboard";
import { advanceClocks } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";

/** Seconds. */
const LONGEST = 600;
/** The warning period of such a limit: its last third. */
const WARNING = LONGEST / 3;
test.use({ settings: { env: { ABSOLUTE_TIMEOUT: String(LONGEST) } } });

test("the absolute limit is announced once in all tabs, and nothing extends it", async ({
  page,
  context,
  server,
  newUser,
  signIn,
}) => {
  await context.clock.install();
  await signIn(page, await newUser());
  await page.goto("/dashboard");
  const other = await context.newPage();
  await other.goto("/profile");
  await advanceClocks(server, context, LONGEST - WARNING);

  const tabs = [page, other];
  const warnings = tabs.map((tab) => tab.getByRole("alertdialog", { name: "This session ends soon" }));
  for (const warning of warnings) await expect(warning).toContainText("which can’t be extended");
  await pressOn(other.getByRole("button", { name: "Got it" }), "Enter");
  for (const warning of warnings) await expect(warning).toBeHidden();

  await advanceClocks(server, context, WARNING + 1);
  for (const tab of tabs) {
    const end = tab.getByRole("alertdialog", { name: "Sign in to continue" });
    await expect(end).toContainText("Signed out at the maximum session length, today at ");
    await expect(tab.getByRole("main").getByRole("heading", { level: 1 })).toHaveCount(0);
  }
});
