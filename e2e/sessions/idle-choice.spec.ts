import { signInOverHttp } from "@/e2e/support/accounts";
import { expectRefusal } from "@/e2e/support/expect-response";
import { submitSignIn } from "@/e2e/support/forms";
import { advanceServerClock } from "@/e2e/support/server-clock";
import { expect, test } from "@/e2e/support/test";

/** A server of its own: these tests move its clock. */
test.use({ settings: {} });

const HOUR_SECONDS = 3600;
const SAVED = "Inactivity limit saved. 1 device was signed out.";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled });

    test("a user picks an idle limit, and sees beforehand which device it signs out", async ({
      page,
      server,
      newUser,
    }) => {
      const account = await newUser();
      const phone = await signInOverHttp(server, account, { rememberMe: true });
      await advanceServerClock(server, 2 * HOUR_SECONDS);
      await page.goto("/login?returnTo=%2Fprofile%2Fsecurity");
      await submitSignIn(page, account);
      await expect(page).toHaveURL("/profile/security");

      await expect(page.getByRole("radio", { name: "Automatic" })).toBeChecked();
      const hour = page.getByRole("radio", { name: "60 minutes" });
      await expect(hour).toHaveAccessibleName(/Signs out now: Chrome on Windows/);
      await expect(page.getByRole("radio", { name: "24 hours" })).toHaveAccessibleName(/^((?!Signs out).)*$/);
      await hour.check();
      await page.getByRole("button", { name: "Save limit" }).click();
      await expect(page.getByText(SAVED).first()).toBeVisible();
      await expect(hour).toBeChecked();
      await expect(hour).toHaveAccessibleName(/^((?!Signs out).)*$/);

      expectRefusal(await phone.post("/api/auth/refresh"), 401, "session_expired", "idle");
      const later = await signInOverHttp(server, account, { rememberMe: true });
      const { session } = (await later.get("/api/session")).json;
      expect(Date.parse(session.idleExpiresAt) - Date.parse(session.lastActiveAt)).toBe(HOUR_SECONDS * 1000);
    });
  });
}
