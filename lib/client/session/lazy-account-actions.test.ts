import { beforeEach, expect, test, vi } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { ada, errorResponse } from "@/lib/client/fakes/fake-server";

vi.mock("./account-actions", () => {
  throw new Error("Failed to load chunk");
});

const password = "correct horse battery staple";
const unreachable = { code: "silent_auth_failed" };

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

test("a sign-in whose code does not load fails as without a network, and the form can be sent again", async () => {
  const tab = browser.openTab({ initial: null });
  await expect(tab.client.login({ email: ada.email, password })).rejects.toMatchObject(unreachable);
  expect(tab.client.state.get()).toMatchObject({ busy: false, error: unreachable, status: "signed-out" });
});

test("a password that cannot be sent leaves the action waiting, until the user cancels", async () => {
  const tab = browser.openTab();
  browser.server.next("/api/sessions/s-2", () => errorResponse("reauthentication_required", 403));
  const refused = expect(tab.client.call("/api/sessions/s-2", { method: "DELETE" })).rejects.toMatchObject({
    code: "reauthentication_required",
  });
  await settle();
  await expect(tab.client.reauthenticate({ password })).rejects.toMatchObject(unreachable);
  expect(tab.client.state.get().reauthentication).not.toBeNull();
  tab.client.cancelReauthentication();
  await refused;
});

test("a password change whose code does not load changes nothing, and says so", async () => {
  const tab = browser.openTab();
  const change = { currentPassword: password, newPassword: `${password}!` };
  await expect(tab.client.changePassword(change)).rejects.toMatchObject(unreachable);
  expect(browser.server.count("/api/me/password")).toBe(0);
});
