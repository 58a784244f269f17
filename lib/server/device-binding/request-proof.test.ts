import { expect, test } from "vitest";
import { sqlite } from "@/db/testing/engines";
import { RATE_LIMITS } from "@/lib/server/rate-limit";
import { newOpening } from "@/lib/server/sign-in/new-session";
import { install, installOn, requester } from "@/lib/server/testing/installation";
import { newTestKey } from "@/lib/server/testing/test-key";
import { newProofNonce } from "./proof-nonce";
import { provenEarlier, readDeviceProof, readRequestProof } from "./request-proof";

const REQUEST = { method: "POST", url: "http://localhost:3000/api/auth/login" };
const ADDRESS = "192.0.2.1";
const read = (header: string) => readRequestProof(header, REQUEST, ADDRESS);

test("a proof is used up once for a request, however often its key is asked for", async () => {
  const app = install();
  const key = await newTestKey();
  const header = await key.prove(REQUEST.method, REQUEST.url, app.now, { nonce: newProofNonce(app.now) });
  const proof = read(header);
  expect(await proof.signInKey()).toBe(key.thumbprint);
  expect(await proof.signInKey()).toBe(key.thumbprint);
  const client = { ...requester(), proof };
  expect((await newOpening(client, true)).opening.session.boundKey).toBe(key.thumbprint);
  expect(await read(header).signInKey()).toEqual({ code: "device_proof_required" });
});

test("proofs of new keys are counted for the address, and over its limit none is remembered", async () => {
  const app = await installOn(sqlite);
  const nonce = newProofNonce(app.now);
  const prove = async () => (await newTestKey()).prove(REQUEST.method, REQUEST.url, app.now, { nonce });
  const remembered = () => sqlite.query(app.config.databaseUrl, "select hash from used_ids");
  expect(await read(await prove()).signInKey()).toEqual(expect.any(String));
  expect(await remembered()).toHaveLength(1);
  const { count, durationSeconds } = RATE_LIMITS.signInProof;
  const counter = { key: `signInProof:${ADDRESS}`, durationMs: durationSeconds * 1000, limit: count };
  for (let n = 1; n < count; n += 1) await app.db.count([counter]);
  expect(await read(await prove()).signInKey()).toMatchObject({ code: "rate_limited" });
  expect(await remembered()).toHaveLength(1);
  const elsewhere = readRequestProof(await prove(), REQUEST, "198.51.100.7");
  expect(await elsewhere.signInKey()).toEqual(expect.any(String));
});

test("a session is never opened with a proof that was refused", async () => {
  install();
  const client = { ...requester(), proof: read("x") };
  await expect(newOpening(client, true)).rejects.toThrow("device_proof_required");
});

test("a key that an earlier request has proved is bound by the one that opens the session", async () => {
  install();
  for (const key of ["thumbprint", null]) {
    const client = { ...requester(), proof: provenEarlier(key) };
    expect((await newOpening(client, true)).opening.session.boundKey).toBe(key);
    expect(await readDeviceProof(client)).toEqual({ kind: "none" });
  }
});
