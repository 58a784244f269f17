import { createHmac, generateKeyPairSync, type KeyObject } from "node:crypto";
import fc from "fast-check";
import { CompactEncrypt, createRemoteJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from "jose";
import { afterEach, describe, expect, test, vi } from "vitest";
import { SECOND } from "@/lib/server/testing/installation";
import { audience, verifyAccessToken } from "./access-token";
import { encode, forge, issued, verdict } from "./access-token.fixture";
import { keyRing } from "./signing-keys";

afterEach(() => void vi.restoreAllMocks());
describe("an access token of ours", () => {
  test("carries the claims of the contract and nothing else", async () => {
    const { app, user, session, accessToken, expiresIn } = await issued();
    const at = app.now / 1000;
    expect(decodeProtectedHeader(accessToken)).toEqual({
      alg: "ES256",
      typ: "at+jwt",
      kid: (await keyRing()).kid,
    });
    expect(decodeJwt(accessToken)).toEqual({
      iss: "http://localhost:3000",
      aud: audience(),
      sub: user.id,
      sid: session.id,
      gen: 0,
      roles: ["user", "admin"],
      auth_time: at,
      amr: ["pwd"],
      iat: at,
      exp: at + 900,
      jti: expect.stringMatching(/^[\w-]{22}$/),
    });
    expect(expiresIn).toBe(900);
  });

  test("can be verified by any other service from the JWKS alone, which holds no private part", async () => {
    const { app, accessToken } = await issued();
    const { jwks } = await keyRing();
    expect(jwks.keys.map((key) => Object.keys(key).sort())).toEqual([
      ["alg", "crv", "kid", "kty", "use", "x", "y"],
    ]);
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json(jwks));
    const keys = createRemoteJWKSet(new URL("http://localhost:3000/.well-known/jwks.json"));
    const options = {
      issuer: "http://localhost:3000",
      audience: audience(),
      currentDate: new Date(app.now),
    };
    await expect(jwtVerify(accessToken, keys, options)).resolves.toBeDefined();
  });

  test("T39: is valid until the last millisecond before exp, and not at exp", async () => {
    const { app, accessToken } = await issued({ ACCESS_TOKEN_TTL: "60" });
    app.pass(60 * SECOND - 1);
    expect(await verdict(app, accessToken)).toBe("verified");
    expect(await verdict(app, accessToken)).toBe("verified"); // from the cache of verified tokens
    app.pass(1);
    expect(await verdict(app, accessToken)).toBe("token_expired");
    app.restart();
    expect(await verdict(app, accessToken)).toBe("token_expired");
  });
});

describe("refused, without a request to any other server", () => {
  test("T35: alg none in every spelling, and no signature at all", async () => {
    const { app, accessToken } = await issued();
    const [, payload = "", signature = ""] = accessToken.split(".");
    const { kid } = await keyRing();
    for (const alg of ["none", "None", "NONE", "nOnE", "noNE", "", null]) {
      const header = encode({ alg, typ: "at+jwt", kid });
      for (const last of ["", signature]) {
        expect(await verdict(app, `${header}.${payload}.${last}`)).toBe("not_authenticated");
      }
    }
    expect(await verdict(app, accessToken.slice(0, accessToken.lastIndexOf(".") + 1))).toBe(
      "not_authenticated",
    );
  });

  test("T35: HS256 with our public key as the secret", async () => {
    const { app, accessToken } = await issued();
    const { kid, publicKeys, jwks } = await keyRing();
    const key = publicKeys.get(kid) as KeyObject;
    const secrets = [
      key.export({ format: "pem", type: "spki" }),
      key.export({ format: "der", type: "spki" }),
      JSON.stringify(jwks.keys[0]),
    ];
    const signed = `${encode({ alg: "HS256", typ: "at+jwt", kid })}.${accessToken.split(".")[1]}`;
    for (const secret of secrets) {
      const signature = createHmac("sha256", secret).update(signed).digest("base64url");
      expect(await verdict(app, `${signed}.${signature}`)).toBe("not_authenticated");
    }
  });

  test("T35: another algorithm or another key under our key's name", async () => {
    const { app, accessToken } = await issued();
    const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const wide = generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey;
    const forged = [
      await forge(accessToken, { header: { alg: "RS256" }, key: rsa }),
      await forge(accessToken, { header: { alg: "PS256" }, key: rsa }),
      await forge(accessToken, { header: { alg: "ES384" }, key: wide }),
      await forge(accessToken, { key: other }),
    ];
    for (const token of forged) expect(await verdict(app, token)).toBe("not_authenticated");
  });

  test("T36: a key that the token contains or links to; nothing is fetched", async () => {
    const { app, accessToken } = await issued();
    const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const jwk = publicKey.export({ format: "jwk" });
    const fetched = vi
      .spyOn(globalThis, "fetch")
      .mockImplementation(async () => Response.json({ keys: [jwk] }));
    for (const header of [{ jwk }, { jku: "https://example.net/jwks" }, { x5u: "https://example.net/x" }]) {
      for (const kid of [undefined, "theirs", (await keyRing()).kid]) {
        const token = await forge(accessToken, { header: { ...header, kid }, key: privateKey });
        expect(await verdict(app, token)).toBe("not_authenticated");
      }
    }
    expect(fetched).not.toHaveBeenCalled();
  });

  test.each(["../../../../dev/null", "' OR '1'='1", "__proto__", "constructor", "", "\0"])(
    "T36: kid %j",
    async (kid) => {
      const { app, accessToken } = await issued();
      expect(await verdict(app, await forge(accessToken, { header: { kid } }))).toBe("not_authenticated");
    },
  );

  test.each([
    { iss: "https://example.net" },
    { iss: undefined },
    { iss: "http://localhost:3000/" },
    { aud: "http://localhost:3000" },
    { aud: "https://example.net/api" },
    { aud: undefined },
    { sub: undefined },
    { sub: 7 },
    { sid: undefined },
    { sid: ["a"] },
    { gen: undefined },
    { gen: "0" },
    { gen: 0.5 },
    { exp: undefined },
    { exp: "soon" },
    { iat: undefined },
    { jti: undefined },
    { nbf: Date.UTC(2031, 0, 1) / 1000 },
  ])("T37: signed by us with claims %j", async (claims) => {
    const { app, accessToken } = await issued();
    expect(await verdict(app, await forge(accessToken))).toBe("verified");
    expect(await verdict(app, await forge(accessToken, { claims }))).toBe("not_authenticated");
  });

  test.each(["JWT", "jwt", "id+jwt", "dpop+jwt", undefined])("T37: signed by us with typ %s", async (typ) => {
    const { app, accessToken } = await issued();
    expect(await verdict(app, await forge(accessToken, { header: { typ } }))).toBe("not_authenticated");
  });

  test("T37: encrypted, as JSON, with b64 off, with a critical header, or huge", async () => {
    const { app, accessToken } = await issued();
    const [header = "", payload = "", signature = ""] = accessToken.split(".");
    const { publicKeys, kid } = await keyRing();
    const encrypted = await new CompactEncrypt(new TextEncoder().encode(accessToken))
      .setProtectedHeader({ alg: "ECDH-ES", enc: "A256GCM", typ: "at+jwt", kid })
      .encrypt(publicKeys.get(kid) as KeyObject);
    const tokens = [
      encrypted,
      JSON.stringify({ protected: header, payload, signature }),
      await forge(accessToken, { claims: { roles: ["x".repeat(2000)] } }),
      `${"a".repeat(20_000)}.${payload}.${signature}`,
      `${encode({ alg: "ES256", typ: "at+jwt", kid, crit: ["x"], x: 1 })}.${payload}.${signature}`,
      `${encode({ alg: "ES256", typ: "at+jwt", kid, b64: false, crit: ["b64"] })}.${payload}.${signature}`,
      `${encode({ alg: "PBES2-HS256+A128KW", p2c: 2 ** 31, enc: "A128GCM" })}.a.b.c.d`,
    ];
    for (const token of tokens) expect(await verdict(app, token)).toBe("not_authenticated");
  });

  test("a token changed in any character is refused", async () => {
    const { app, accessToken } = await issued();
    for (let at = 0; at < accessToken.length; at += 1) {
      const other = accessToken[at] === "A" ? "g" : "A";
      const changed = `${accessToken.slice(0, at)}${other}${accessToken.slice(at + 1)}`;
      const result = await verifyAccessToken(changed, app.now);
      expect(result).toEqual({ code: "not_authenticated" });
    }
  });

  test("any other text is refused without a server error", async () => {
    const { app, accessToken } = await issued();
    const [header = "", payload = "", signature = ""] = accessToken.split(".");
    const part = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.json().map((text) => Buffer.from(text).toString("base64url")),
    );
    const token = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(part, { maxLength: 6 }).map((parts) => parts.join(".")),
      part.map((other) => `${other}.${payload}.${signature}`),
      part.map((other) => `${header}.${other}.${signature}`),
    );
    await fc.assert(
      fc.asyncProperty(token, async (text) => {
        expect(await verdict(app, text)).toBe("not_authenticated");
      }),
      { numRuns: 150 },
    );
  });
});

test("an unavailable database is not reported as an invalid token", async () => {
  const { app, accessToken } = await issued();
  app.restart();
  const db = app.db;
  vi.spyOn(db, "listKeys").mockRejectedValueOnce(new Error("away"));
  await expect(verifyAccessToken(accessToken, app.now)).rejects.toThrow("away");
  expect(await verdict(app, accessToken)).toBe("verified");
});
