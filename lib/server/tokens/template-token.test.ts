/** Tokens for other services. */
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { describe, expect, expectTypeOf, test } from "vitest";
import { granted, refusal } from "@/lib/server/testing/expectations";
import { install, MINUTE, SECOND } from "@/lib/server/testing/installation";
import { audience, verifyAccessToken } from "./access-token";
import { forge } from "./access-token.fixture";
import { keyRing, publishedKeys } from "./signing-keys";
import { issueTemplateToken } from "./template-token";
import {
  type ClaimSource,
  STANDARD_CLAIMS,
  type TemplateClaims,
  TOKEN_TEMPLATES,
  type TokenTemplate,
} from "./token-templates";

async function signedIn(environment: Record<string, string> = {}) {
  const app = install(environment);
  const grant = await app.openSession(await app.addUser("Ada", { roles: ["user", "admin"] }));
  const issue = async (name: string, templates?: Record<string, TokenTemplate>) =>
    granted(await issueTemplateToken(name, { ...grant, now: app.now }, templates && { templates }));
  return { app, grant, issue };
}

describe("a token for another service", () => {
  test("reports: names the user, and no organization while there is none", async () => {
    const { app, grant, issue } = await signedIn();
    const { token, ...rest } = await issue("reports");
    expect(rest).toEqual({ tokenType: "Bearer", expiresIn: 60, serverTime: "2030-01-01T00:00:00.000Z" });
    expect(decodeProtectedHeader(token)).toEqual({ alg: "ES256", typ: "JWT", kid: (await keyRing()).kid });
    const at = app.now / 1000;
    expect(decodeJwt(token)).toEqual({
      iss: "http://localhost:3000",
      sub: grant.user.id,
      sid: grant.session.id,
      aud: "urn:latchkey:reports",
      iat: at,
      exp: at + 60,
      jti: expect.stringMatching(/^[\w-]{22}$/),
      email: "ada@example.com",
      name: "Ada",
      org_id: null,
      org_role: null,
    });
  });

  test("realtime: carries the roles for half a minute", async () => {
    const { issue } = await signedIn();
    const { token, expiresIn } = await issue("realtime");
    expect(expiresIn).toBe(30);
    expect(decodeJwt(token)).toMatchObject({ aud: "urn:latchkey:realtime", roles: ["user", "admin"] });
  });

  test("reports: names the organization and the role there", () => {
    const source = {
      user: { email: "a@b.c", name: "A" },
      membership: { organization: { id: "o" }, role: "owner" },
    };
    expect(TOKEN_TEMPLATES.reports?.claims(source as ClaimSource)).toEqual({
      email: "a@b.c",
      name: "A",
      org_id: "o",
      org_role: "owner",
    });
  });

  test("is verified offline, from the published keys alone, and only for its audience", async () => {
    const { app, issue } = await signedIn();
    const keys = createLocalJWKSet(JSON.parse(JSON.stringify(await publishedKeys())));
    const { token } = await issue("reports");
    const options = { issuer: "http://localhost:3000", typ: "JWT", currentDate: new Date(app.now) };
    const { payload } = await jwtVerify(token, keys, { ...options, audience: "urn:latchkey:reports" });
    expect(payload.email).toBe("ada@example.com");
    await expect(jwtVerify(token, keys, { ...options, audience: "urn:latchkey:realtime" })).rejects.toThrow();
    const late = { ...options, currentDate: new Date(app.now + 60 * SECOND) };
    await expect(jwtVerify(token, keys, late)).rejects.toThrow("exp");
  });

  test("of an unknown template is refused, also under a name that every object has", async () => {
    const { app, grant } = await signedIn();
    for (const name of ["", "Reports", "constructor", "__proto__", "toString"])
      expect(refusal(await issueTemplateToken(name, { ...grant, now: app.now }))).toBe("unknown_template");
  });
});

describe("for the page of another origin", () => {
  test("is made if its template allows it", async () => {
    const { app, grant } = await signedIn();
    const embedded = (name: string) =>
      issueTemplateToken(name, { ...grant, now: app.now }, { embedded: true });
    expect(granted(await embedded("realtime")).expiresIn).toBe(30);
    expect(refusal(await embedded("reports"))).toBe("forbidden");
    expect(refusal(await embedded("nothing"))).toBe("unknown_template");
  });

  test("a template that does not say whether it is allowed does not compile", () =>
    expectTypeOf<Omit<TokenTemplate, "mayEmbed">>().not.toExtend<TokenTemplate>());
});

describe("is not good for our own API", () => {
  test("whatever its template is", async () => {
    const { app, issue } = await signedIn();
    for (const [name, template] of Object.entries(TOKEN_TEMPLATES)) {
      expect(template.audience).not.toBe(audience());
      const { token } = await issue(name);
      expect(await verifyAccessToken(token, app.now)).toEqual({ code: "not_authenticated" });
    }
  });

  test("by its type alone, and by its audience alone", async () => {
    const { app, issue } = await signedIn();
    const ours = { gen: 0, auth_time: app.now / 1000 };
    const imitation = { claims: () => ours, lifetimeSeconds: 60, mayEmbed: false, audience: audience() };
    const { token } = await issue("imitation", { imitation });
    expect(await verifyAccessToken(token, app.now)).toEqual({ code: "not_authenticated" });
    expect(await verifyAccessToken(await forge(token), app.now)).toHaveProperty("claims"); // typ: at+jwt
    const foreign = await forge(token, { claims: { aud: "urn:latchkey:reports" } });
    expect(await verifyAccessToken(foreign, app.now)).toEqual({ code: "not_authenticated" });
  });
});

describe("never outlives the session", () => {
  test.each([
    ["the idle limit", { IDLE_TIMEOUT: "1800" }, 30 * MINUTE],
    ["the absolute limit", { IDLE_TIMEOUT: "7200", ABSOLUTE_TIMEOUT: "3600" }, 60 * MINUTE],
  ])("%s", async (_, environment, end) => {
    const { app, issue } = await signedIn(environment);
    app.pass(end - 61 * SECOND);
    expect((await issue("reports")).expiresIn).toBe(60);
    app.pass(51 * SECOND + 500);
    const { token, expiresIn } = await issue("reports");
    expect([expiresIn, decodeJwt(token).exp]).toEqual([10, (Date.UTC(2030, 0, 1) + end) / 1000]);
    app.pass(9 * SECOND);
    expect((await issue("reports")).expiresIn).toBe(1); // 0.5 s remain, counted from the second that has begun
  });
});

describe("the standard claims", () => {
  test("cannot be set by a template: it does not compile", () => {
    expectTypeOf<{ email: string; roles: string[] }>().toExtend<TemplateClaims>();
    for (const name of STANDARD_CLAIMS)
      expectTypeOf<{ [Name in typeof name]: string }>().not.toExtend<TemplateClaims>();
    expectTypeOf<{ sub: string }>().not.toExtend<TemplateClaims>();
    expectTypeOf<{ email: string; exp: number }>().not.toExtend<TemplateClaims>();
  });

  test("are the server's, also when a template gets around the type", async () => {
    const { grant, issue } = await signedIn();
    const plain = { lifetimeSeconds: 60, audience: "urn:test", mayEmbed: false, claims: () => ({}) };
    const stolen = Object.fromEntries(STANDARD_CLAIMS.map((name) => [name, "stolen"])) as TemplateClaims;
    const { token } = await issue("hostile", { hostile: { ...plain, claims: () => stolen } });
    const expected = decodeJwt((await issue("plain", { plain })).token);
    expect(decodeJwt(token)).toEqual({ ...expected, jti: expect.stringMatching(/^[\w-]{22}$/) });
    expect(decodeJwt(token).sub).toBe(grant.user.id);
  });
});
