/** The queries of a sign-in by a provider, on each engine. */
import { expect, test } from "vitest";
import * as login from "@/app/api/auth/login/route";
import * as session from "@/app/api/session/route";
import { takeLogoutToken } from "@/lib/server/sign-in/provider-logout";
import { onEveryEngine, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import { FakeIssuer, SETTINGS, signInWithClaims } from "./fake-issuer.fixture";
import { target } from "./provider-flow.fixture";

const current = async (browser: TestBrowser) => (await browser.get(session, "/api/session")).json;

onEveryEngine((install) => {
  test("a new account, a link, a logout by the provider, and one user in eight browsers", async () => {
    const app = await install({ ...SETTINGS, RATE_LIMIT: "off" });
    const issuer = new FakeIssuer(app);
    const browser = new TestBrowser();
    expect(target(await signInWithClaims(issuer, browser))).toBe("303 /dashboard");
    const { user } = await current(browser);

    const ada = await app.addUser("Ada");
    issuer.profile = { ...issuer.profile, sub: "sub-ada", email: ada.email };
    const adas = new TestBrowser();
    const claims = { sub: "sub-ada", sid: "sid-ada" };
    expect(target(await signInWithClaims(issuer, adas, claims))).toBe("303 /login?error=account_exists");
    await adas.post(login, "/api/auth/login", { email: ada.email, password: PASSWORD });
    expect(target(await signInWithClaims(issuer, adas, claims))).toBe("303 /dashboard");
    expect((await current(adas)).user.id).toBe(ada.id);

    const events = { "http://schemas.openid.net/event/backchannel-logout": {} };
    const token = await issuer.sign(issuer.claims({ events, jti: "1" }), { typ: "logout+jwt" });
    const answers = await Promise.all(Array.from({ length: 4 }, () => takeLogoutToken(token)));
    expect(answers.filter((answer) => answer === null)).toHaveLength(1);
    expect((await current(browser)).reason).toBe("provider");
    expect((await current(adas)).authenticated).toBe(true);
    expect(await app.db.listIdentities(user.id)).toHaveLength(1);

    issuer.profile = { ...issuer.profile, sub: "sub-3", email: "third@example.com" };
    const many = Array.from({ length: 8 }, () => new TestBrowser());
    for (const one of many) await signInWithClaims(issuer, one, { sub: "sub-3", sid: "sid-3" });
    const users = await Promise.all(many.map(async (one) => (await current(one)).user.id));
    expect(new Set(users).size).toBe(1);
  });
});
