import { createLocalJWKSet, jwtVerify } from "jose";
import { signUpOverHttp } from "@/e2e/support/accounts";
import { guarded } from "@/e2e/support/api-endpoints";
import { expectRefusal, keysOf } from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

test("the public keys (JWKS) are enough to verify an access token", async ({ server }) => {
  const keys = await new HttpBrowser(server).get("/.well-known/jwks.json");
  expect(keys.status).toBe(200);
  expect(keys.headers["cache-control"]).toMatch(/^public, max-age=[1-9]\d*$/);
  for (const key of keys.json.keys)
    expect(keysOf(key)).toEqual(["alg", "crv", "kid", "kty", "use", "x", "y"]);

  const { browser, userId } = await signUpOverHttp(server);
  const { payload, protectedHeader } = await jwtVerify(
    browser.accessToken ?? "",
    createLocalJWKSet(keys.json),
    {
      issuer: server.origin,
      algorithms: ["ES256"],
    },
  );
  expect(protectedHeader).toEqual({ alg: "ES256", typ: "at+jwt", kid: expect.any(String) });
  expect(keysOf(payload)).toEqual(
    ["amr", "aud", "auth_time", "exp", "gen", "iat", "iss", "jti", "roles", "sid", "sub"].sort(),
  );
  const [session] = (await browser.get("/api/sessions")).json.sessions;
  expect(payload).toMatchObject({ sub: userId, sid: session.id, roles: ["user"], amr: ["pwd"] });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(900);
});

test("every guarded endpoint refuses a request without a bearer token", async ({ server }) => {
  for (const [path, ...methods] of guarded) {
    for (const method of methods) {
      expectRefusal(await new HttpBrowser(server).send(method, path), 401, "not_authenticated");
    }
  }
});

test("every guarded endpoint refuses a cookie without a bearer token", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  for (const [path, ...methods] of guarded) {
    for (const method of methods) {
      expectRefusal(await browser.send(method, path, undefined, { bearer: null }), 401, "not_authenticated");
    }
  }
});
