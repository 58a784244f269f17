/** Choosing an idle limit, as a browser sees it. */
import { expect, test } from "vitest";
import { HOUR, install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../auth/refresh/route";
import { listen } from "../session/events.fixture";
import * as session from "../session/route";
import * as me from "./route";

const choose = (browser: TestBrowser, json: object) => browser.send(me, "PATCH", "/api/me", { json });

/** @returns after how many seconds without input the browser's session ends */
async function idleSecondsOf(browser: TestBrowser): Promise<number> {
  const { idleExpiresAt, lastActiveAt } = (await browser.get(session, "/api/session")).json.session;
  return (Date.parse(idleExpiresAt) - Date.parse(lastActiveAt)) / 1000;
}

async function signedIn() {
  const app = install();
  const ada = await app.addUser("Ada");
  const signInBrowser = async (rememberMe = false) => {
    const browser = new TestBrowser();
    await browser.signInWith(await app.openSession(ada, { rememberMe }));
    return browser;
  };
  return { app, ada, signInBrowser };
}

test("holds for every session at once, answers with the user, and applies to later sessions", async () => {
  const { signInBrowser } = await signedIn();
  const [here, there] = [await signInBrowser(), await signInBrowser(true)];
  const answer = await choose(here, { idleTimeout: 900 });
  expect(answer).toMatchObject({ status: 200, json: { name: "Ada" } });
  expect(Object.keys(answer.json)).toEqual(["id", "email", "name", "roles", "createdAt"]);
  expect([await idleSecondsOf(here), await idleSecondsOf(there)]).toEqual([900, 900]);
  expect(await idleSecondsOf(await signInBrowser(true))).toBe(900);
  expect((await choose(here, { name: "Ada L." })).json.name).toBe("Ada L.");
  expect(await idleSecondsOf(there)).toBe(900); // absent from the request: unchanged
  await choose(here, { idleTimeout: null });
  expect([await idleSecondsOf(here), await idleSecondsOf(there)]).toEqual([1800, 1_209_600]);
});

test.each([[899], [1_209_601], [0], [-900], [900.5], ["900"], [true]])(
  "%j is refused",
  async (idleTimeout) => {
    const { signInBrowser } = await signedIn();
    const browser = await signInBrowser();
    expect(await choose(browser, { idleTimeout })).toMatchObject({
      status: 400,
      json: { error: "invalid_request" },
    });
    expect(await choose(browser, {})).toMatchObject({ status: 400, json: { error: "invalid_request" } });
    expect(await idleSecondsOf(browser)).toBe(1800);
  },
);

test("long after the sign-in, a limit that signs a device out needs a confirmation; a name and another limit do not", async () => {
  const { app, signInBrowser } = await signedIn();
  const phone = await signInBrowser(true);
  const laptop = await signInBrowser(true);
  app.pass(2 * HOUR);
  await laptop.post(refresh, "/api/auth/refresh");
  // The phone was not used for two hours; the choice is use of the laptop.
  expect(await choose(laptop, { idleTimeout: 3600, name: "Ada L." })).toMatchObject({
    status: 403,
    json: { error: "reauthentication_required" },
  });
  expect((await laptop.get(me, "/api/me")).json.name).toBe("Ada");
  expect((await choose(laptop, { name: "Ada L." })).status).toBe(200);
  expect((await choose(laptop, { idleTimeout: 24 * 3600 })).status).toBe(200);
  expect((await phone.post(refresh, "/api/auth/refresh")).status).toBe(200);
});

test("a device that has been idle for longer is signed out at once, and its open page is told", async () => {
  const { app, ada, signInBrowser } = await signedIn();
  const phone = await signInBrowser(true);
  app.pass(2 * HOUR);
  const listener = await listen(phone);
  expect(await listener.next()).toMatchObject({ event: "state" });
  const laptop = await signInBrowser();
  expect(await listener.next()).toMatchObject({ event: "sessions-changed" });
  await choose(laptop, { idleTimeout: 3600 });
  const told = [await listener.next(), await listener.next()];
  expect(told.find((message) => message?.event === "expired")?.data).toMatchObject({ reason: "idle" });
  expect(await phone.post(refresh, "/api/auth/refresh")).toMatchObject({
    status: 401,
    json: { error: "session_expired", details: { reason: "idle" } },
  });
  expect((await app.audit(ada.id)).slice(-2).sort()).toEqual(["idle_timeout_changed", "session_ended: idle"]);
  expect((await laptop.get(me, "/api/me")).status).toBe(200);
});
