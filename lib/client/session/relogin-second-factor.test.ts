import { beforeEach, expect, test } from "vitest";
import type { FakeBrowser, Tab } from "@/lib/client/fakes/fake-browser";
import { settle } from "@/lib/client/fakes/fake-clock";
import { json, signedIn } from "@/lib/client/fakes/fake-server";
import { endSession, openReloginPage, PASSWORD, putNote } from "./relogin.fixture";

let browser: FakeBrowser;
let tab: Tab;
beforeEach(async () => {
  ({ browser, tab } = await openReloginPage());
});

const state = () => tab.client.state.get();

test("a second factor that is due leaves the page waiting, and what waited goes on after it", async () => {
  endSession(browser);
  const call = putNote(tab, "kept");
  await settle();
  const attempt = { id: "a-1", secondFactors: ["totp"] };
  browser.server.next("/api/auth/login", () => json({ status: "needs_second_factor", attempt }));
  expect(await tab.client.relogin(PASSWORD)).toEqual(attempt);
  expect(state().sessionEnd).toMatchObject({ reason: "admin" });
  expect(tab.ends).toEqual([]);

  browser.server.next("/api/auth/attempts/a-1/totp", () => {
    browser.server.endReason = null;
    return json({ status: "complete", ...signedIn, ...browser.server.issue() });
  });
  await tab.client.request("/api/auth/attempts/a-1/totp", { body: { code: "123456" } });
  expect(await call).toMatchObject({ body: { text: "kept" } });
  expect(state()).toMatchObject({ status: "signed-in", sessionEnd: null });
});

test("a second factor that must be set up gives the page up: the sign-in page goes on with it", async () => {
  endSession(browser);
  await tab.client.checkSession();
  browser.server.next("/api/auth/login", () =>
    json({ status: "needs_second_factor_setup", attempt: { id: "a-1" } }),
  );
  await tab.client.relogin(PASSWORD);
  await browser.clock.advance(1_000);
  expect(tab.ends).toMatchObject([{ reason: "admin", loginPath: expect.stringContaining("/login?") }]);
  expect(state()).toMatchObject({ user: null, sessionEnd: null, busy: false });
});
