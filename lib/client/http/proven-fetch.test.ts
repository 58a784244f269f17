/** Requests with a proof of the browser's key: what is in it, and what happens without a nonce or without a key. */
import {
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  importJWK,
  type JWK,
  jwtVerify,
} from "jose";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type DeviceKey, type KeyStore, newDeviceKey } from "@/lib/client/browser/device-key";
import { PROOF_ITEM } from "./proof-item";
import { fetchProven } from "./proven-fetch";

const ORIGIN = "https://latchkey.test";

/** A browser whose device is an hour fast. */
function browser(answers: Response[], { found, made }: { found?: DeviceKey; made?: DeviceKey }) {
  const sent: { path: string; headers: Headers; init: RequestInit }[] = [];
  const storage = new Map<string, string>([[PROOF_ITEM, ""]]);
  let ids = 0;
  const env = {
    origin: () => ORIGIN,
    dateNow: () => Date.UTC(2030, 0, 1, 1),
    randomId: () => `id-${++ids}`,
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string | null) =>
      void (value === null ? storage.delete(name) : storage.set(name, value)),
    fetch: (async (path: string, init: RequestInit = {}) => {
      sent.push({ path, headers: new Headers(init.headers), init });
      return answers.shift() ?? new Response(null, { status: 200 });
    }) as typeof fetch,
  };
  const keys: KeyStore = {
    find: async () => found ?? null,
    findOrMake: async () => found ?? made ?? null,
  };
  const post = (path: string, headers = {}) => fetchProven(env, path, { method: "POST", headers }, keys);
  const proofs = () => sent.map(({ headers }) => headers.get("DPoP"));
  return { post, sent, proofs, storage };
}

const needsNonce = (nonce: string) =>
  new Response("{}", {
    status: 401,
    headers: {
      "DPoP-Nonce": nonce,
      "WWW-Authenticate": 'Bearer error="invalid_token", error_description="use_dpop_nonce"',
    },
  });

describe("a proof", () => {
  it("is signed by the browser's key, for this request, and dated by the server's clock", async () => {
    const key = await newDeviceKey();
    const { post, sent, proofs } = browser([needsNonce("1893456000.code")], { found: key });
    const answer = await post("/api/session/switch?a=b", { Authorization: "Bearer x" });
    expect(answer.status).toBe(200);
    const [first = "", second = ""] = proofs() as string[];
    const { jwk } = decodeProtectedHeader(second) as { jwk: JWK };
    await jwtVerify(second, await importJWK(jwk, "ES256"), { typ: "dpop+jwt", currentDate: new Date(0) });
    expect(await calculateJwkThumbprint(jwk)).toBe(await calculateJwkThumbprint(key.publicJwk));
    expect(decodeJwt(second)).toEqual({
      htm: "POST",
      htu: `${ORIGIN}/api/session/switch`,
      jti: "id-2",
      iat: 1893456000,
      nonce: "1893456000.code",
    });
    expect(decodeJwt(first)).toMatchObject({ jti: "id-1", iat: 1893459600 });
    expect(decodeJwt(first)).not.toHaveProperty("nonce");
    expect(sent[1]?.headers.get("Authorization")).toBe("Bearer x");
  });

  it("uses the newest nonce, and asks for another once", async () => {
    const answers = [needsNonce("1.a"), needsNonce("2.b")];
    const { post, proofs, storage } = browser(answers, { found: await newDeviceKey() });
    expect((await post("/api/auth/refresh")).status).toBe(401);
    expect(proofs().map((proof) => decodeJwt(proof ?? "").nonce)).toEqual([undefined, "1.a"]);
    expect(storage.get(PROOF_ITEM)).toBe("2.b");
    await post("/api/auth/refresh");
    expect(decodeJwt(proofs()[2] ?? "").nonce).toBe("2.b");
  });

  it("that is refused is not sent again", async () => {
    const refused = new Response("{}", {
      status: 401,
      headers: { "WWW-Authenticate": 'error_description="device_proof_required"' },
    });
    const { post, sent } = browser([refused], { found: await newDeviceKey() });
    expect((await post("/api/auth/refresh")).status).toBe(401);
    expect(sent).toHaveLength(1);
  });
});

it("begins with the nonce of the page, unless it knows a newer one", async () => {
  vi.stubGlobal("document", { documentElement: { dataset: { proofNonce: "5.page" } } });
  const { post, proofs, storage } = browser([], { found: await newDeviceKey() });
  await post("/api/auth/refresh");
  storage.set(PROOF_ITEM, "4.older");
  await post("/api/auth/refresh");
  storage.set(PROOF_ITEM, "6.newer");
  await post("/api/auth/refresh");
  expect(proofs().map((proof) => decodeJwt(proof ?? "").nonce)).toEqual(["5.page", "5.page", "6.newer"]);
});

afterEach(() => vi.unstubAllGlobals());

describe("a browser without a key", () => {
  it("makes one to sign in, and to confirm the password", async () => {
    for (const path of ["/api/auth/login", "/api/auth/reauthenticate", "/api/auth/attempts/x/code"]) {
      const { post, proofs } = browser([], { made: await newDeviceKey() });
      await post(path);
      expect(proofs()).toEqual([expect.any(String)]);
    }
  });

  it("makes none to refresh: it has lost the one of its session", async () => {
    for (const path of ["/api/auth/refresh", "/api/session/switch", "/api/me/password"]) {
      const { post, proofs } = browser([], { made: await newDeviceKey() });
      await post(path);
      expect(proofs()).toEqual([null]);
    }
  });

  it("that cannot keep one signs in without a word, and tries no more", async () => {
    const { post, proofs, storage } = browser([], {});
    expect((await post("/api/auth/login")).status).toBe(200);
    expect(proofs()).toEqual([null]);
    expect(storage.has(PROOF_ITEM)).toBe(false);
  });
});
