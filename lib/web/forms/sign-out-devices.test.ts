/** Signing other devices out from a plain form. */
import { expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { signOutDevicesFromForm } from "./sign-out-devices";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => undefined }),
}));

/** Ada on this device and on two others, and Grace. */
async function setUp() {
  const app = install();
  const [ada, grace] = [await app.addUser("Ada"), await app.addUser("Grace")];
  const here = await app.openSession(ada);
  const others = [await app.openSession(ada), await app.openSession(ada)].map(({ session }) => session.id);
  const graces = (await app.openSession(grace)).session.id;
  const browser = new TestBrowser();
  await browser.signInWith(here);
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  const own = here.session.id;
  const send = (devices: string, more: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ pageSessionId: own, devices, ...more }))
      form.set(name, value);
    return signOutDevicesFromForm(form);
  };
  const ends = async () => {
    const ids = [own, ...others, graces];
    return Promise.all(ids.map(async (id) => (await app.session(id)).endedReason));
  };
  return { app, own, others, graces, send, ends };
}

test("one device is signed out, and then all others", async () => {
  const { others, send, ends } = await setUp();
  expect(await send(others[0] ?? "")).toBeNull();
  expect(await ends()).toEqual([null, "user", null, null]);
  expect(await send("others")).toBeNull();
  expect(await ends()).toEqual([null, "user", "user", null]);
});

test("neither this device nor another user's is", async () => {
  const { own, graces, send, ends } = await setUp();
  for (const id of [own, graces, "unknown"]) expect(await send(id)).toEqual({ code: "not_found" });
  expect(await send("")).toMatchObject({ code: "invalid_request" });
  expect(await ends()).toEqual([null, null, null, null]);
});

test("long after the sign-in the password is asked for", async () => {
  const { app, send, ends } = await setUp();
  app.pass(20 * MINUTE);
  expect(await send("others")).toEqual({ code: "reauthentication_required" });
  expect(await send("others", { password: "not the password" })).toMatchObject({
    code: "invalid_credentials",
  });
  expect(await ends()).toEqual([null, null, null, null]);
  expect(await send("others", { password: PASSWORD })).toBeNull();
  expect(await ends()).toEqual([null, "user", "user", null]);
});
