/** Going on with a session by the word of a real identity provider, over HTTP. */
import { decodeJwt } from "jose";
import { describe, expect, test } from "vitest";
import { begin, bring as bringBack, target } from "@/app/api/auth/oidc/provider-flow.fixture";
import { ProviderBrowser } from "@/lib/server/testing/identity-provider/provider-browser";
import { install, onEveryEngine, SECOND } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
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
  test("an expired session goes on as a new one of the same user, without a new time of authentication", async () => {
    const signed = await signedIn(make);
    const { app, browser } = signed;
    const before = await expire(signed);
    const answer = await askProvider(signed);
    const { status, json } = await bring(browser, answer);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      status: "complete",
      user: { email: PERSON.email },
      session: { authMethods: ["oidc"], rememberMe: false, current: true },
    });
    expect(json.session.id).not.toBe(before.id);
    // Actions that need a recent sign-in ask for one.
    expect(decodeJwt(json.accessToken).auth_time).toBe(before.authTime);
    expect((await renew(browser)).status).toBe(200);
    // The provider ends the new session as it would have ended the old one.
    const [old, now] = await Promise.all(
      [before.id, json.session.id].map((id) => app.db.findProviderSignIn(id)),
    );
    expect(now).toMatchObject({ issuer: old?.issuer, subject: PERSON.subject, sid: old?.sid });
    expect(now?.sid).toEqual(expect.any(String));
    expect((await app.session(before.id)).endedReason).toBe("idle");
    // It was the state's only use.
    expect(outcome(await bring(browser, answer))).toBe("400 invalid_request");
  });
});

test("a living session is replaced, and keeps what its user had chosen", async () => {
  const signed = await signedIn();
  const { app, browser } = signed;
  const { session } = await sessionOf(browser);
  await app.db.changeSession(session.id, () => ({
    outcome: null,
    changes: [{ kind: "update-session", id: session.id, set: { label: "Kitchen" } }],
    events: [],
  }));
  const { json } = await bring(browser, await askProvider(signed));
  expect(json.session).toMatchObject({ label: "Kitchen" });
  expect((await app.session(session.id)).endedReason).toBe("replaced");
});

describe("the provider's answer", () => {
  test("of an error is login_required, and changes nothing", async () => {
    const signed = await signedIn();
    await expire(signed);
    const answer = await askProvider({ ...signed, at: new ProviderBrowser(signed.provider) });
    expect(answer).toMatchObject({ error: "login_required" });
    const response = await bring(signed.browser, answer);
    expect(outcome(response)).toBe("401 login_required");
    expect(response.setCookies).toEqual([]);
    expect(outcome(await bring(signed.browser, answer))).toBe("400 invalid_request");
  });

  test("about another user is refused: nobody is switched, and the browser holds what it held", async () => {
    const signed = await signedIn();
    const at = new ProviderBrowser(signed.provider);
    const other = new TestBrowser();
    await bringBack(other, await at.authorize(await begin(other), "example-ada"));
    const { user } = await sessionOf(signed.browser);
    const response = await bring(signed.browser, await askProvider({ ...signed, at }));
    expect(outcome(response)).toBe("409 session_mismatch");
    expect(response.setCookies).toEqual([]);
    expect((await sessionOf(signed.browser)).user).toEqual(user);
  });

  test("without a code, with a code of another request and with another issuer is login_required", async () => {
    const signed = await signedIn();
    const { state } = await askProvider(signed);
    expect(outcome(await bring(signed.browser, { state }))).toBe("401 login_required");
    const first = await askProvider(signed);
    const second = await askProvider(signed);
    expect(outcome(await bring(signed.browser, { ...first, code: second.code }))).toBe("401 login_required");
    expect(outcome(await bring(signed.browser, { ...second, iss: "https://id.example.com" }))).toBe(
      "401 login_required",
    );
  });
});

describe("a state", () => {
  test("that was changed, is missing, or is a sign-in's is not good, and one of ours is no sign-in's", async () => {
    const signed = await signedIn();
    const { browser, at } = signed;
    const answer = await askProvider(signed);
    const { state = "" } = answer;
    const middle = Math.floor(state.length / 2);
    const swapped = state[middle] === "A" ? "B" : "A";
    const changed = state.slice(0, middle) + swapped + state.slice(middle + 1);
    for (const wrong of [changed, "", "x".repeat(8000)])
      expect(outcome(await bring(browser, { ...answer, state: wrong }))).toBe("400 invalid_request");
    expect(outcome(await bring(browser, { code: answer.code }))).toBe("400 invalid_request");
    const ofSignIn = await at.authorize(await begin(browser), PERSON.subject);
    const { code, state: other } = Object.fromEntries(ofSignIn.searchParams);
    expect(outcome(await bring(browser, { code, state: other }))).toBe("400 invalid_request");
    const url = new URL(`http://localhost:3000/api/auth/oidc/callback?${new URLSearchParams(answer)}`);
    expect(target(await bringBack(browser, url))).toBe("303 /login?error=state");
  });

  test("is good for two minutes", async () => {
    const signed = await signedIn();
    const answer = await askProvider(signed);
    signed.app.pass(120 * SECOND);
    expect(outcome(await bring(signed.browser, answer))).toBe("400 invalid_request");
  });

  test("is good in the browser that asked alone, though the other one is the same user's", async () => {
    const signed = await signedIn();
    const other = new TestBrowser();
    await bringBack(other, await signed.at.authorize(await begin(other), PERSON.subject));
    const answer = await askProvider(signed);
    expect(outcome(await bring(other, answer))).toBe("400 invalid_request");
    expect(outcome(await bring(new TestBrowser(), answer))).toBe("401 not_authenticated");
    expect(outcome(await bring(signed.browser, answer))).toBe("200 complete");
  });

  test("is good for the session that asked alone", async () => {
    const signed = await signedIn();
    const { browser, at } = signed;
    const answer = await askProvider(signed);
    await bringBack(browser, await at.authorize(await begin(browser), PERSON.subject));
    expect(outcome(await bring(browser, answer))).toBe("409 session_mismatch");
  });

  test("works once, of many at the same time", async () => {
    const signed = await signedIn();
    const answer = await askProvider(signed);
    const answers = await Promise.all(Array.from({ length: 5 }, () => bring(signed.browser.copy(), answer)));
    expect(answers.map(outcome).filter((one) => one === "200 complete")).toHaveLength(1);
  });
});

test("while the provider is away the answer says so, and the browser keeps its cookies", async () => {
  const signed = await signedIn();
  const answer = await askProvider(signed);
  await signed.provider.stop();
  expect(outcome(await ask(signed.browser))).toBe("503 unavailable");
  const response = await bring(signed.browser, answer);
  expect([outcome(response), response.setCookies]).toEqual(["503 unavailable", []]);
});

test("without an identity provider there is nothing to ask", async () => {
  const app = install();
  const browser = new TestBrowser();
  await browser.signInWith(await app.openSession(await app.addUser("Ada")));
  expect(outcome(await ask(browser))).toBe("404 not_found");
  expect(outcome(await bring(browser, { state: "s" }))).toBe("404 not_found");
});
