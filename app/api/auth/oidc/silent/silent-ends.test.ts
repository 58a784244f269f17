/** Sessions that do not go on by the word of a provider, and browsers in which they do not. */
import { describe, expect, test } from "vitest";
import { KeyBrowser } from "@/app/api/auth/device-binding.fixture";
import * as login from "@/app/api/auth/login/route";
import * as logout from "@/app/api/auth/logout/route";
import { begin, bring as bringBack, withProvider } from "@/app/api/auth/oidc/provider-flow.fixture";
import * as start from "@/app/api/auth/oidc/start/route";
import * as oneSession from "@/app/api/sessions/[id]/route";
import * as revokeAll from "@/app/api/sessions/revoke-all/route";
import { ProviderBrowser } from "@/lib/server/testing/identity-provider/provider-browser";
import { onEveryEngine, PASSWORD } from "@/lib/server/testing/installation";
import { newTestKey } from "@/lib/server/testing/test-key";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as completion from "./complete/route";
import {
  ask,
  askProvider,
  bring,
  expire,
  outcome,
  PERSON,
  renew,
  sessionOf,
  signedIn,
} from "./silent-flow.fixture";

onEveryEngine((make) => {
  test.each([
    ["all of its user's other ones", (home: TestBrowser) => home.post(revokeAll, "/api/sessions/revoke-all")],
    [
      "it alone",
      (home: TestBrowser, id: string) => home.send(oneSession, "DELETE", "/api/sessions/x", { id }),
    ],
  ])("a session that reached a limit, once another device has ended %s", async (_, end) => {
    const signed = await signedIn(make);
    const home = new TestBrowser();
    await bringBack(home, await signed.at.authorize(await begin(home), PERSON.subject));
    const { id } = await expire(signed);
    await bringBack(home, await signed.at.authorize(await begin(home), PERSON.subject));
    await renew(home);
    const answer = await askProvider(signed);
    expect((await end(home, id)).status).toBeLessThan(300);
    expect(outcome(await bring(signed.browser, answer))).toBe("401 login_required");
    expect(outcome(await ask(signed.browser))).toBe("401 login_required");
    expect((await signed.app.session(id)).endedReason).toBe("idle");
  });
});

describe("what does not come back", () => {
  test("a browser that was signed out", async () => {
    const signed = await signedIn();
    const answer = await askProvider(signed);
    const copy = signed.browser.copy();
    await signed.browser.post(logout, "/api/auth/logout");
    expect(outcome(await ask(signed.browser))).toBe("401 not_authenticated");
    // Not even with the cookies from before.
    expect((await ask(copy)).json).toMatchObject({
      error: "session_revoked",
      details: { reason: "signed_out" },
    });
    expect(outcome(await bring(copy, answer))).toBe("401 session_revoked");
  });

  test.each([
    "provider",
    "user",
    "admin",
    "reuse_detected",
    "password_changed",
    "too_many_attempts",
  ] as const)("a session that ended as %s", async (endedReason) => {
    const signed = await signedIn();
    const answer = await askProvider(signed);
    const { session } = await sessionOf(signed.browser);
    const set = { endedAt: signed.app.now, endedReason };
    await signed.app.db.changeSession(session.id, () => ({
      outcome: null,
      changes: [{ kind: "update-session", id: session.id, set }],
      events: [],
    }));
    expect(outcome(await ask(signed.browser))).toBe("401 session_revoked");
    expect(outcome(await bring(signed.browser, answer))).toBe("401 session_revoked");
  });

  test("a session that a password began, and a visitor", async () => {
    const { app } = await signedIn();
    const grace = await app.addUser("Grace");
    const browser = new TestBrowser();
    await browser.post(login, "/api/auth/login", { email: grace.email, password: PASSWORD });
    expect(outcome(await ask(browser))).toBe("401 login_required");
    expect(outcome(await ask(new TestBrowser()))).toBe("401 not_authenticated");
  });

  test("the session of an account that was disabled", async () => {
    const signed = await signedIn();
    const answer = await askProvider(signed);
    const { user } = await sessionOf(signed.browser);
    await signed.app.db.changeAccount({ id: user.id }, () => ({
      outcome: null,
      changes: [{ kind: "update-user", id: user.id, set: { disabledAt: signed.app.now } }],
      events: [],
    }));
    expect(outcome(await bring(signed.browser, answer))).toBe("403 account_disabled");
  });
});

test("a session that is bound to a key goes on in the browser that proves it, and in no copy of its cookies", async () => {
  const { app, provider } = await withProvider();
  const browser = new KeyBrowser(app, await newTestKey());
  const at = new ProviderBrowser(provider);
  const { json } = await browser.postProven(start, "/api/auth/oidc/start", {});
  await bringBack(browser, await at.authorize(new URL(json.redirectTo), PERSON.subject));
  const signed = { app, provider, browser, at };
  const thief = new KeyBrowser(app, await newTestKey(), browser.jar.copy());
  const path = "/api/auth/oidc/silent/complete";
  const complete = (by: KeyBrowser, answer: object) => by.postProven(completion, path, answer);

  for (const send of [bring, complete]) {
    const response = await send(thief, await askProvider({ ...signed, browser: thief }));
    expect([outcome(response), response.setCookies]).toEqual(["401 login_required", []]);
  }
  expect((await browser.renew()).status).toBe(200);
  const { status, json: renewed } = await complete(browser, await askProvider(signed));
  expect([status, renewed.session.binding]).toEqual([200, "key"]);
  expect((await browser.renew()).status).toBe(200);
});
