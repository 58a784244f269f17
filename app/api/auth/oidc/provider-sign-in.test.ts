/** Signing in by an identity provider: the whole way, with a real provider. */
import { describe, expect, test } from "vitest";
import * as login from "@/app/api/auth/login/route";
import * as session from "@/app/api/session/route";
import { listConnectedServices } from "@/lib/server/sign-in/identities";
import { PASSWORD } from "@/lib/server/testing/installation";
import { addPhoneApp } from "@/lib/server/testing/second-factors";
import { TestBrowser } from "@/lib/web/testing/browser";
import { ADA, BARBARA, begin, signInAt, target, withProvider } from "./provider-flow.fixture";

const current = async (browser: TestBrowser) => (await browser.get(session, "/api/session")).json;
const signInHere = (browser: TestBrowser, email: string) =>
  browser.post(login, "/api/auth/login", { email, password: PASSWORD });

describe("a first sign-in", () => {
  test("makes an account without a role and without a password; the next one finds it again", async () => {
    const { app, provider } = await withProvider();
    const browser = new TestBrowser();
    const answer = await signInAt(provider, browser, BARBARA.subject, {
      returnTo: "/profile?x=1",
      rememberMe: true,
    });
    expect(target(answer)).toBe("303 /profile?x=1");
    const { user, session } = await current(browser);
    expect(user).toMatchObject({ email: BARBARA.email, name: BARBARA.name, roles: ["user"] });
    expect(session).toMatchObject({ authMethods: ["oidc"], rememberMe: true });
    expect(await app.db.findUser(user.id)).toMatchObject({ passwordHash: "", emailVerifiedAt: app.now });
    expect(await app.audit(user.id)).toEqual(["signed_up", "identity_linked"]);
    for (const password of [" ", PASSWORD])
      expect(await signInWith(BARBARA.email, password)).toMatchObject({ status: 401, setCookies: [] });

    app.pass(1);
    expect(target(await signInAt(provider, browser, BARBARA.subject))).toBe("303 /dashboard");
    expect((await current(browser)).user.id).toBe(user.id);
    expect((await app.session(session.id)).endedReason).toBe("replaced");
    expect(await app.db.listIdentities(user.id)).toMatchObject([
      { issuer: provider.issuer, subject: BARBARA.subject, lastUsedAt: app.now },
    ]);
    expect(await listConnectedServices(user.id)).toMatchObject([
      { name: "Example ID", email: BARBARA.email },
    ]);
  });

  test("of a user whose address is not verified, or who has none, makes nothing", async () => {
    for (const [subject, email, emailVerified] of [
      ["unverified", "mallory@example.com", false],
      ["nameless", "", true],
      ["strange", 'a"b@example.com', true],
      // Not ada@example.com: the first two are at other domains, the others in other mailboxes (RFC 6532, section 3.1).
      ["cut", "ada@example.com#.evil.example", true],
      ["decoded", "ada@ex%61mple.com", true],
      ["kelvin", "ki\u212a@example.com", true],
      ["wide", "\uff41da@example.com", true],
    ] as const) {
      const { app, provider } = await withProvider({}, undefined, [
        { subject, name: "Mallory", email, emailVerified },
      ]);
      const answer = await signInAt(provider, new TestBrowser(), subject, { returnTo: "/profile" });
      expect(target(answer)).toBe("303 /login?error=email_missing&returnTo=%2Fprofile");
      expect((await app.db.searchUsers("", 1, 10)).total).toBe(0);
    }
  });

  test("of a user who cancels at the provider leads back to the login page", async () => {
    const { provider } = await withProvider();
    const browser = new TestBrowser();
    expect(target(await signInAt(provider, browser, null))).toBe("303 /login?error=denied");
    expect((await current(browser)).authenticated).toBe(false);
  });
});

const signInWith = (email: string, password: string) =>
  new TestBrowser().post(login, "/api/auth/login", { email, password });

describe("an account that has the address already", () => {
  test("is not opened; its user links it by signing in to it in the same browser", async () => {
    const { app, provider } = await withProvider();
    const ada = await app.addUser("Ada");
    const browser = new TestBrowser();
    const before = await app.audit(ada.id);
    expect(target(await signInAt(provider, browser, ADA.subject))).toBe("303 /login?error=account_exists");
    expect((await current(browser)).authenticated).toBe(false);
    expect(await app.audit(ada.id)).toEqual(before);

    const inAnotherBrowser = new TestBrowser();
    await signInHere(inAnotherBrowser, ada.email);
    expect(await app.db.listIdentities(ada.id)).toEqual([]);

    app.pass(10 * 60_000 - 1);
    await signInHere(browser, ada.email);
    expect(await app.db.listIdentities(ada.id)).toMatchObject([{ subject: ADA.subject, email: ADA.email }]);
    expect(await app.audit(ada.id)).toContain("identity_linked");
    expect((await current(browser)).session.authMethods).toEqual(["pwd"]);

    app.now = Date.now();
    const another = new TestBrowser();
    expect(target(await signInAt(provider, another, ADA.subject))).toBe("303 /dashboard");
    expect((await current(another)).user.id).toBe(ada.id);
  });

  test("is not linked after ten minutes, by another account, or by a copy of the browser's cookie", async () => {
    const { app, provider } = await withProvider();
    const [ada, grace] = [await app.addUser("Ada"), await app.addUser("Grace")];
    const late = new TestBrowser();
    await signInAt(provider, late, ADA.subject);
    const before = late.copy();
    const copied = new TestBrowser();
    await begin(copied);
    // The cookie that names the browser lasts, and another user of the device may have copied it.
    const copy = copied.copy();
    await signInAt(provider, copied, ADA.subject);
    await signInHere(copy, ada.email);
    await signInHere(before, grace.email);
    app.pass(10 * 60_000);
    await signInHere(late, ada.email);
    expect(await app.db.listIdentities(ada.id)).toEqual([]);
    expect(await app.db.listIdentities(grace.id)).toEqual([]);
  });
});

describe("a second factor here", () => {
  test("is still due, and the session then belongs to the provider's", async () => {
    const { app, provider } = await withProvider();
    const ada = await app.addUser("Ada");
    const browser = new TestBrowser();
    await signInAt(provider, browser, ADA.subject);
    await signInHere(browser, ada.email); // links the two
    const { phone } = await addPhoneApp(app, ada.id);
    const other = new TestBrowser();
    expect(target(await signInAt(provider, other, ADA.subject, { returnTo: "/profile" }))).toBe(
      "303 /login?returnTo=%2Fprofile",
    );
    const { authenticated, attempts } = await current(other);
    expect(authenticated).toBe(false);
    expect(attempts).toMatchObject([{ kind: "sign_in", step: "totp", status: "open" }]);
    const { POST } = await import("@/app/api/auth/attempts/[id]/totp/route");
    const [{ id }] = attempts;
    const done = await other.post({ POST }, `/api/auth/attempts/${id}/totp`, { code: phone.code() }, { id });
    expect(done.json).toMatchObject({ status: "complete", session: { authMethods: ["oidc", "otp"] } });
    expect(await app.db.findProviderSignIn(done.json.session.id)).toMatchObject({ attemptId: null });
  });

  test("is set up by a new user where it is required", async () => {
    const { provider } = await withProvider({ SECOND_FACTOR: "required" });
    const browser = new TestBrowser();
    expect(target(await signInAt(provider, browser, BARBARA.subject))).toBe("303 /login");
    const { authenticated, attempts } = await current(browser);
    expect(authenticated).toBe(false);
    expect(attempts).toMatchObject([{ step: "totp_setup", email: BARBARA.email }]);
  });
});
