import { expect, test } from "vitest";
import { newOpening } from "@/lib/server/sign-in/new-session";
import { install, requester } from "@/lib/server/testing/installation";
import { newTestKey } from "@/lib/server/testing/test-key";
import { newProofNonce } from "./proof-nonce";
import { provenEarlier, readDeviceProof, readRequestProof } from "./request-proof";

const REQUEST = { method: "POST", url: "http://localhost:3000/api/auth/login" };

test("a proof is used up once for a request, however often its key is asked for", async () => {
  const app = install();
  const key = await newTestKey();
  const header = await key.prove(REQUEST.method, REQUEST.url, app.now, { nonce: newProofNonce(app.now) });
  const proof = readRequestProof(header, REQUEST);
  expect(await proof.signInKey()).toBe(key.thumbprint);
  expect(await proof.signInKey()).toBe(key.thumbprint);
  const client = { ...requester(), proof };
  expect((await newOpening(client, true)).opening.session.boundKey).toBe(key.thumbprint);
  expect(await readRequestProof(header, REQUEST).signInKey()).toEqual({ code: "device_proof_required" });
});

test("a session is never opened with a proof that was refused", async () => {
  install();
  const client = { ...requester(), proof: readRequestProof("x", REQUEST) };
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
