import { generateKeyPairSync } from "node:crypto";
import { base64url, SignJWT } from "jose";
import { beforeAll, describe, expect, test } from "vitest";
import { type Installation, install, MINUTE, SECOND } from "@/lib/server/testing/installation";
import { newTestKey, type ProofParts, type TestKey } from "@/lib/server/testing/test-key";
import { isFreshNonce, newProofNonce } from "./proof-nonce";
import { verifyDeviceProof } from "./verify-device-proof";

const PATH = "/api/auth/refresh";
const ORIGIN = "https://app.example.com";
const REQUEST = { method: "POST", url: ORIGIN + PATH };

let key: TestKey;
beforeAll(async () => {
  key = await newTestKey();
});

function proofOf(app: Installation, parts: ProofParts = {}, url = REQUEST.url, method = "POST") {
  return key.prove(method, url, app.now, { nonce: newProofNonce(app.now), ...parts });
}

test("a good proof names its key, and an identifier that outlasts it", async () => {
  const app = install();
  expect(verifyDeviceProof(await proofOf(app), REQUEST, app.now)).toEqual({
    kind: "signed",
    thumbprint: key.thumbprint,
    isFresh: true,
    id: { hash: expect.stringMatching(/^[\w-]{43}$/), expiresAt: app.now + 2 * MINUTE },
  });
});

test("the address is compared without query and fragment, in its normal form", async () => {
  const app = install();
  for (const url of [`${REQUEST.url}?a=b#c`, "https://APP.example.com:443/api/auth/./refresh"])
    expect(verifyDeviceProof(await proofOf(app, {}, url), REQUEST, app.now)).toMatchObject({ isFresh: true });
});

const MALFORMED: [string, (app: Installation) => Promise<string> | string][] = [
  ["nothing", () => ""],
  ["no JWT", () => "a.b.c"],
  ["two proofs", async (app) => `${await proofOf(app)}, ${await proofOf(app)}`],
  ["another method", (app) => proofOf(app, {}, REQUEST.url, "GET")],
  ["another path", (app) => proofOf(app, {}, `${ORIGIN}/api/auth/login`)],
  ["another host", (app) => proofOf(app, {}, `https://other.example.com${PATH}`)],
  ["another scheme", (app) => proofOf(app, {}, `http://app.example.com${PATH}`)],
  ["an address with a user", (app) => proofOf(app, {}, `https://me@app.example.com${PATH}`)],
  ["no address", (app) => proofOf(app, { claims: { htu: undefined } })],
  ["no method", (app) => proofOf(app, { claims: { htm: undefined } })],
  ["no identifier", (app) => proofOf(app, { claims: { jti: undefined } })],
  ["an empty identifier", (app) => proofOf(app, { claims: { jti: "" } })],
  ["a long identifier", (app) => proofOf(app, { claims: { jti: "x".repeat(129) } })],
  ["no time", (app) => proofOf(app, { claims: { iat: undefined } })],
  ["an old time", (app) => proofOf(app, { claims: { iat: app.now / SECOND - 62 } })],
  ["a time to come", (app) => proofOf(app, { claims: { iat: app.now / SECOND + 6 } })],
  ["another type", (app) => proofOf(app, { header: { typ: "JWT" } })],
  ["a key with its private part", (app) => proofOf(app, { header: { jwk: key.privateJwk } })],
  ["no key", (app) => proofOf(app, { header: { jwk: undefined } })],
  [
    "a point that is not on the curve",
    (app) => proofOf(app, { header: { jwk: { ...key.jwk, y: key.jwk.x } } }),
  ],
  ["an extension that must be understood", async (app) => withHeader(await proofOf(app), { crit: ["exp"] })],
  ["a huge one", (app) => proofOf(app, { claims: { more: "x".repeat(2000) } })],
  [
    "another key than the one that signed",
    async (app) => proofOf(app, { header: { jwk: (await newTestKey()).jwk } }),
  ],
  ["another curve", (app) => proofOf(app, { header: { jwk: p384() } })],
  ["a shared secret", (app) => signedBySecret(app)],
  ["no algorithm", async (app) => withHeader(await proofOf(app), { alg: "none" })],
  [
    "no algorithm and no signature",
    async (app) => withHeader(await proofOf(app), { alg: "none" }).replace(/[^.]+$/, ""),
  ],
];

describe("a proof is refused for", () => {
  test.each(MALFORMED)("%s", async (_, make) => {
    const app = install();
    expect(verifyDeviceProof(await make(app), REQUEST, app.now)).toEqual({ kind: "invalid" });
  });

  test("claims that were changed after it was signed", async () => {
    const app = install();
    const [head, , tail] = (await proofOf(app, {}, `${ORIGIN}/api/auth/login`)).split(".");
    const [, body] = (await proofOf(app)).split(".");
    expect(verifyDeviceProof(`${head}.${body}.${tail}`, REQUEST, app.now)).toEqual({ kind: "invalid" });
  });
});

describe("a nonce", () => {
  test.each<[string, (app: Installation) => string | undefined]>([
    ["is missing", () => undefined],
    ["is made up", () => `1.${"A".repeat(22)}`],
    [
      "has the time of another",
      (app) => newProofNonce(app.now - MINUTE).replace(/^\d+/, `${app.now / SECOND}`),
    ],
    ["is over a minute old", (app) => newProofNonce(app.now - 62 * SECOND)],
    ["is from a time to come", (app) => newProofNonce(app.now + 6 * SECOND)],
  ])("is asked for again when it %s; the time of the browser does not matter then", async (_, nonceOf) => {
    const app = install();
    const proof = await proofOf(app, { nonce: nonceOf(app), claims: { iat: 1 } });
    expect(verifyDeviceProof(proof, REQUEST, app.now)).toMatchObject({ kind: "signed", isFresh: false });
  });

  test("is good for a minute", () => {
    const app = install();
    const nonce = newProofNonce(app.now);
    expect(isFreshNonce(nonce, app.now + MINUTE)).toBe(true);
    expect(isFreshNonce(nonce, app.now + MINUTE + SECOND)).toBe(false);
  });

  test("of a node is good on every node that knows its secret, and on no other", () => {
    const [one, two] = ["first".padEnd(32, "1"), "second".padEnd(32, "2")];
    const made = (secrets: string) => newProofNonce(install({ SESSION_SECRET: secrets }).now);
    const accepts = (secrets: string, nonce: string) =>
      isFreshNonce(nonce, install({ SESSION_SECRET: secrets }).now);
    expect(accepts(one, made(one))).toBe(true);
    expect(accepts(`${two},${one}`, made(one))).toBe(true);
    expect(accepts(one, made(`${two},${one}`))).toBe(false);
    expect(accepts(two, made(one))).toBe(false);
  });
});

/** The same proof under another header: its signature is not good any more, and is not what refuses it. */
function withHeader(proof: string, more: object): string {
  const [head = "", ...rest] = proof.split(".");
  const header = { ...JSON.parse(new TextDecoder().decode(base64url.decode(head))), ...more };
  return [base64url.encode(JSON.stringify(header)), ...rest].join(".");
}

/** A JWT whose secret is the public key that everyone knows. */
function signedBySecret(app: Installation): Promise<string> {
  const claims = {
    htm: "POST",
    htu: REQUEST.url,
    jti: "1",
    iat: app.now / SECOND,
    nonce: newProofNonce(app.now),
  };
  return new SignJWT(claims)
    .setProtectedHeader({ typ: "dpop+jwt", alg: "HS256", jwk: key.jwk })
    .sign(new TextEncoder().encode(JSON.stringify(key.jwk)));
}

function p384() {
  return generateKeyPairSync("ec", { namedCurve: "P-384" }).publicKey.export({ format: "jwk" });
}
