/** Reporting a session from a plain form. */
import { expect, test, vi } from "vitest";
import { config } from "@/lib/server/config";
import { type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import { NO_PASSWORD, type SessionRecord } from "@/lib/session/session";
import { TestBrowser } from "@/lib/web/testing/browser";
import { secureAccountFromForm } from "./secure-account";

const request = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({
  headers: async () => request.headers,
  cookies: async () => ({ set: () => undefined }),
}));

/** A user on two devices, and the form by which one reports the other. */
async function setUp(app: Installation, passwordHash?: string) {
  const ada = await app.addUser("Ada", passwordHash === undefined ? {} : { passwordHash });
  const [own, other] = [await app.openSession(ada), await app.openSession(ada)];
  const browser = new TestBrowser();
  await browser.signInWith(own);
  const { id } = own.session;
  /** @returns where the form leads to; the failure of one that stays */
  async function send(fields: Record<string, string> = {}): Promise<unknown> {
    request.headers = new Headers({ cookie: browser.cookieHeader(), origin: config().origin });
    const form = new FormData();
    const all = { pageSessionId: id, sessionId: other.session.id, ...fields };
    for (const [name, value] of Object.entries(all)) form.set(name, value);
    return secureAccountFromForm(form).catch(({ digest }: { digest: string }) => digest.split(";")[2]);
  }
  const set = (changed: Partial<Omit<SessionRecord, "id" | "userId">>) =>
    app.db.changeSession(id, () => ({
      outcome: null,
      changes: [{ kind: "update-session", id, set: changed }],
      events: [],
    }));
  const done = `/profile/report?session=${other.session.id}&done=yes`;
  return { id, other: other.session.id, send, set, done };
}

test("of a user without a password needs a recent sign-in alone", async () => {
  const app = install();
  const { other, send, done } = await setUp(app, NO_PASSWORD);
  app.pass(15 * MINUTE - 1);
  expect(await send()).toBe(done);
  expect((await app.session(other)).endedReason).toBe("user");
});

test("after an older one it is refused, however often it is sent, and no session ends", async () => {
  const app = install();
  const { id, other, send } = await setUp(app, NO_PASSWORD);
  app.pass(15 * MINUTE);
  for (let tries = 0; tries < 12; tries += 1)
    expect(await send()).toMatchObject({ code: "reauthentication_required" });
  for (const session of [id, other])
    expect(await app.session(session)).toMatchObject({ endedAt: null, passwordAttempts: 0 });
});

test("the cookies of a session that is bound to a key are not enough: they may be a copy", async () => {
  const { send, set } = await setUp(install(), NO_PASSWORD);
  await set({ binding: "dbsc", boundKey: "{}" });
  expect(await send()).toMatchObject({ code: "device_proof_required" });
});

test("of a user with a password needs it, and takes the code that was left empty for none", async () => {
  const app = install();
  const { other, send, done } = await setUp(app);
  expect(await send()).toMatchObject({ code: "invalid_request" });
  const passwords = { currentPassword: PASSWORD, newPassword: "another lamp in a harbour", code: "" };
  expect(await send(passwords)).toBe(done);
  expect((await app.session(other)).endedReason).toBe("user");
});
