import { beforeEach, expect, test } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { errorResponse, json } from "@/lib/client/fakes/fake-server";

const PROOF = "/api/auth/reauthenticate";
const PASSWORD = "correct horse battery staple";

let browser: FakeBrowser;
let tab: Tab;
beforeEach(async () => {
  browser = new FakeBrowser();
  tab = browser.openTab();
  await tab.client.getAccessToken();
  browser.server.next(PROOF, () => json(browser.server.issue()));
});

const tooOld = () => errorResponse("reauthentication_required", 403);
const pending = () => tab.client.state.get().reauthentication;
const end = (id: string) => tab.client.call(`/api/sessions/${id}`, { method: "DELETE" });

test("an action that needs a proof waits for the password, and is sent again, once", async () => {
  browser.server.next("/api/sessions/s-2", tooOld);
  const action = end("s-2");
  await settle();
  expect(pending()).toEqual({ busy: false, error: null });
  await tab.client.reauthenticate({ password: PASSWORD });
  await action;
  expect(pending()).toBeNull();
  expect(browser.server.calls.filter(({ path }) => path === PROOF)).toMatchObject([
    { token: "token-1", body: { password: PASSWORD } },
  ]);
  expect(browser.server.calls.at(-1)).toMatchObject({ path: "/api/sessions/s-2", token: "token-2" });
});

test("a password that is right and not enough leaves the action waiting for the second factor", async () => {
  browser = new FakeBrowser();
  tab = browser.openTab();
  browser.server.next(
    PROOF,
    () => errorResponse("second_factor_required", 403),
    () => json(browser.server.issue()),
  );
  browser.server.next("/api/sessions/s-2", tooOld);
  const action = end("s-2");
  await settle();
  const proof = { password: PASSWORD };
  await expect(tab.client.reauthenticate(proof)).rejects.toMatchObject({ code: "second_factor_required" });
  expect(pending()).toMatchObject({ busy: false, error: { code: "second_factor_required" } });
  await tab.client.reauthenticate({ ...proof, code: "123456" });
  await action;
  expect(browser.server.calls.filter(({ path }) => path === PROOF).map(({ body }) => body)).toEqual([
    proof,
    { ...proof, code: "123456" },
  ]);
});

test("a passkey alone is proof enough", async () => {
  browser.server.next("/api/sessions/s-2", tooOld);
  const action = end("s-2");
  await settle();
  await tab.client.reauthenticate({ credential: { id: "c-1" } });
  await action;
  expect(browser.server.calls.find(({ path }) => path === PROOF)?.body).toEqual({
    credential: { id: "c-1" },
  });
});

test("several actions wait for the same password", async () => {
  for (const id of ["s-2", "s-3"]) browser.server.next(`/api/sessions/${id}`, tooOld);
  const actions = [end("s-2"), end("s-3")];
  await settle();
  await tab.client.reauthenticate({ password: PASSWORD });
  await Promise.all(actions);
  expect(browser.server.count(PROOF)).toBe(1);
});

test("a wrong password is told, and the action waits on", async () => {
  browser = new FakeBrowser();
  tab = browser.openTab();
  browser.server.next(
    PROOF,
    () => errorResponse("invalid_credentials", 401),
    () => json(browser.server.issue()),
  );
  browser.server.next("/api/sessions/s-2", tooOld);
  const action = end("s-2");
  await settle();
  await expect(tab.client.reauthenticate({ password: "wrong" })).rejects.toMatchObject({
    code: "invalid_credentials",
  });
  expect(pending()).toMatchObject({ busy: false, error: { code: "invalid_credentials" } });
  await tab.client.reauthenticate({ password: PASSWORD });
  await action;
  expect(tab.client.state.get().status).toBe("signed-in");
});

test("a user who cancels gets the refusal", async () => {
  browser.server.next("/api/sessions/s-2", tooOld);
  const action = expect(end("s-2")).rejects.toMatchObject({ code: "reauthentication_required" });
  await settle();
  tab.client.cancelReauthentication();
  await action;
  expect(pending()).toBeNull();
  expect(browser.server.count("/api/sessions/s-2")).toBe(1);
});

test("a proof that does not help is not asked for twice", async () => {
  browser.server.next("/api/sessions/s-2", tooOld, tooOld);
  const action = expect(end("s-2")).rejects.toMatchObject({ code: "reauthentication_required" });
  await settle();
  await tab.client.reauthenticate({ password: PASSWORD });
  await action;
  expect(browser.server.count("/api/sessions/s-2")).toBe(2);
});

test("changing the password waits in the same way", async () => {
  browser.server.next("/api/me/password", tooOld, () => json(browser.server.issue()));
  const changed = tab.client.changePassword({ currentPassword: "old", newPassword: "new" });
  await settle();
  expect(pending()).not.toBeNull();
  await tab.client.reauthenticate({ password: PASSWORD });
  await changed;
});

test("a report without passwords waits in the same way", async () => {
  const path = "/api/me/secure-account";
  browser.server.next(path, tooOld, () => json(browser.server.issue()));
  const reported = tab.client.changePassword({ sessionId: "s-2" });
  await settle();
  expect(pending()).not.toBeNull();
  await tab.client.reauthenticate({ credential: {} });
  await reported;
  const sent = browser.server.calls.filter((call) => call.path === path);
  expect(sent.map(({ body }) => body)).toEqual([{ sessionId: "s-2" }, { sessionId: "s-2" }]);
});

test("the proof is given under the lock: no other tab rotates beside it", async () => {
  browser = new FakeBrowser();
  tab = browser.openTab();
  const other = browser.openTab();
  await tab.client.getAccessToken();
  const slow = gate<Response>();
  browser.server.next(PROOF, () => slow.promise);
  browser.server.next("/api/sessions/s-2", tooOld);
  const action = end("s-2");
  await settle();
  const proven = tab.client.reauthenticate({ password: PASSWORD });
  await settle();
  const forced = other.client.forceRefresh();
  await settle();
  expect(browser.server.count("/api/auth/refresh")).toBe(1);
  slow.open(json(browser.server.issue()));
  await Promise.all([proven, action, forced]);
});

test("a refusal for any other reason is no question of a password", async () => {
  browser.server.next("/api/sessions/s-2", () => errorResponse("forbidden", 403));
  await expect(end("s-2")).rejects.toMatchObject({ code: "forbidden" });
  expect(pending()).toBeNull();
});

test("a session that ends meanwhile rejects the action", async () => {
  browser.server.next("/api/sessions/s-2", tooOld);
  const action = expect(end("s-2")).rejects.toMatchObject({ code: "reauthentication_required" });
  await settle();
  browser.server.endReason = "admin";
  await tab.client.checkSession();
  await action;
  expect(pending()).toBeNull();
});
