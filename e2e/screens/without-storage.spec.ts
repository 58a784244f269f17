import { signOut } from "@/e2e/support/account-menu";
import { savedNote, typeNote } from "@/e2e/support/notes";
import { passTimeUntil, SOON } from "@/e2e/support/page-clock";
import { expect, test } from "@/e2e/support/test";

/** Runs in the page, before the page's own scripts. */
const FAULTS = {
  "throws when it is accessed": () => {
    for (const name of ["indexedDB", "localStorage", "sessionStorage"])
      Object.defineProperty(globalThis, name, {
        get() {
          throw new DOMException("blocked by policy", "SecurityError");
        },
      });
  },
  "never answers": () => {
    IDBFactory.prototype.open = () => ({}) as IDBOpenDBRequest;
  },
};

for (const [fault, breakStorage] of Object.entries(FAULTS)) {
  test(`a browser's storage that ${fault} does not stop the note from working`, async ({
    page,
    server,
    newUser,
    signIn,
  }) => {
    const account = await newUser();
    await signIn(page, account);
    await page.clock.install();
    await page.addInitScript(breakStorage);
    await page.goto("/dashboard");
    await passTimeUntil(page, () => expect(page.getByLabel("Note")).toBeEditable(SOON));
    await typeNote(page, "half a thought");
    await passTimeUntil(page, () =>
      expect(page.getByText("This browser can’t keep drafts.")).toBeVisible(SOON),
    );
    await page.getByRole("button", { name: "Save note" }).click();
    await expect(page.getByText(/^Saved/)).toBeVisible();
    await expect(page.getByText("This browser can’t keep drafts.")).toHaveCount(0);
    expect(savedNote(server, account.email)).toBe("half a thought");
    await signOut(page);
    await passTimeUntil(page, () =>
      expect(page.getByRole("heading", { name: "Sign in", level: 1 })).toBeVisible(SOON),
    );
  });
}
