/** Choosing the idle limit from a plain form. */
import { expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { HOUR, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { setIdleTimeoutFromForm } from "./idle-timeout";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => undefined }),
}));

/** Ada here and on a phone that was last used two hours ago. @returns how to send the form, and whether the phone lives */
async function setUp() {
  const app = install();
  const ada = await app.addUser("Ada");
  const phone = await app.openSession(ada, { rememberMe: true });
  app.pass(2 * HOUR);
  const here = await app.openSession(ada);
  const browser = new TestBrowser();
  await browser.signInWith(here);
  request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
  const send = (idleTimeout: string, more: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ pageSessionId: here.session.id, idleTimeout, ...more }))
      form.set(name, value);
    return setIdleTimeoutFromForm(form);
  };
  const phoneEnd = async () => (await app.session(phone.session.id)).endedReason;
  return { app, send, phoneEnd };
}

test("after a recent sign-in the limit is set, and signs out what was idle for longer", async () => {
  const { send, phoneEnd } = await setUp();
  expect(await send("3600")).toEqual({ signedOut: 1 });
  expect(await phoneEnd()).toBe("idle");
});

test("long after the sign-in the password is asked for, where the limit signs a device out", async () => {
  const { app, send, phoneEnd } = await setUp();
  app.pass(20 * MINUTE);
  expect(await send("3600")).toEqual({ code: "reauthentication_required" });
  expect(await send("3600", { password: "not the password" })).toMatchObject({ code: "invalid_credentials" });
  expect(await phoneEnd()).toBeNull();
  expect(await send("86400")).toEqual({ signedOut: 0 });
  expect(await send("3600", { password: PASSWORD })).toEqual({ signedOut: 1 });
  expect(await phoneEnd()).toBe("idle");
});
