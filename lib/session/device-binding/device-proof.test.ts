import { describe, expect, it } from "vitest";
import { isFailure } from "@/lib/session/failure";
import { InMemoryServer } from "@/lib/session/testing/in-memory-server";
import { MINUTE_MS } from "@/lib/session/testing/test-records";
import { decideProof, type SignedProof, signInProof } from "./device-proof";

const REQUIRED = { code: "device_proof_required" };
const STALE = { code: "use_dpop_nonce" };

function boundSession() {
  const server = new InMemoryServer();
  const { id, token } = server.signIn("ada", { boundKey: "key" });
  return { server, id, token };
}

describe("a session that is bound to a key", () => {
  it("rotates for a proof by its key", () => {
    const { server, id, token } = boundSession();
    expect(server.session(id)).toMatchObject({ binding: "key", boundKey: "key" });
    expect(server.refresh(token, { proof: server.proofBy("key") }).token).not.toBeNull();
  });

  it.each([
    ["no proof", () => ({ kind: "none" }) as const, REQUIRED],
    ["a malformed one", () => ({ kind: "invalid" }) as const, REQUIRED],
    ["one by another key", (server: InMemoryServer) => server.proofBy("other"), REQUIRED],
    ["an old one by another key", (server: InMemoryServer) => server.proofBy("other", false), REQUIRED],
    ["one without a fresh nonce", (server: InMemoryServer) => server.proofBy("key", false), STALE],
  ])("does not rotate for %s, and goes on", (_, proofOf, refused) => {
    const { server, id, token } = boundSession();
    const before = server.session(id);
    const row = server.row(token);
    expect(server.refresh(token, { proof: proofOf(server) }).outcome).toEqual(refused);
    expect(server.changePassword(token, { proof: proofOf(server) }).outcome).toEqual(refused);
    expect(server.refresh(token).outcome).toEqual(REQUIRED);
    expect({ ...server.session(id), proofRefusedAt: null }).toEqual(before);
    expect(server.row(token)).toEqual(row);
    expect(server.refresh(token, { proof: server.proofBy("key") }).token).not.toBeNull();
  });

  it("takes a proof once", () => {
    const { server, token } = boundSession();
    const proof = server.proofBy("key");
    const { token: next } = server.refresh(token, { proof });
    expect(server.refresh(next ?? "", { proof }).outcome).toEqual(REQUIRED);
  });

  it("gives a lost answer again to a new proof, and to no other", () => {
    const { server, token } = boundSession();
    const { token: lost } = server.refresh(token, { proof: server.proofBy("key") });
    expect(server.refresh(token).outcome).toEqual(REQUIRED);
    expect(server.refresh(token, { proof: server.proofBy("key") }).token).toBe(lost);
  });

  it("still ends when a token is reused, whatever the proof", () => {
    for (const proof of [undefined, "key"]) {
      const { server, id, token } = boundSession();
      let newest: string | null = token;
      for (const _ of [1, 2]) {
        newest = server.refresh(newest ?? "", { proof: server.proofBy("key") }).token;
        server.pass(MINUTE_MS);
      }
      server.refresh(token, proof ? { proof: server.proofBy(proof) } : {});
      expect(server.session(id).endedReason).toBe("reuse_detected");
    }
  });

  it("tells its user of refused proofs once an hour, and never of an old nonce", () => {
    const { server, id, token } = boundSession();
    const reports = () => server.store.events.filter(({ name }) => name === "device_proof_refused");
    server.refresh(token, { proof: server.proofBy("key", false) });
    expect(reports()).toEqual([]);
    server.refresh(token);
    server.pass(MINUTE_MS);
    server.refresh(token);
    expect(reports()).toHaveLength(1);
    expect(reports()[0]).toMatchObject({ userId: "ada", sessionId: id });
    const { session } = server.store.family(`hash(${token})`) ?? {};
    if (!session) throw new Error("no session");
    const actor = { userId: null, sessionId: null, ipAddress: null, device: null };
    const later = decideProof({ session }, { actor }, server.now + 59 * MINUTE_MS);
    expect(later.events).toHaveLength(1);
    expect(decideProof({ session }, { actor }, server.now + 59 * MINUTE_MS - 1).events).toEqual([]);
  });

  it("is bound to another key by a user who has just proved who they are", () => {
    const { server, id, token } = boundSession();
    const { token: next } = server.refresh(token, { proof: server.proofBy("new"), replacesKey: true });
    expect(server.session(id)).toMatchObject({ binding: "key", boundKey: "new" });
    expect(server.refresh(next ?? "", { proof: server.proofBy("key") }).outcome).toEqual(REQUIRED);
    expect(server.refresh(next ?? "", { proof: server.proofBy("new") }).token).not.toBeNull();
  });

  it("is not bound to another key without a fresh proof by it", () => {
    const { server, id, token } = boundSession();
    for (const proof of [{ kind: "none" } as const, { kind: "invalid" } as const])
      expect(server.refresh(token, { proof, replacesKey: true }).outcome).toEqual(REQUIRED);
    const stale = server.proofBy("new", false);
    expect(server.refresh(token, { proof: stale, replacesKey: true }).outcome).toEqual(STALE);
    expect(server.session(id).boundKey).toBe("key");
  });
});

describe("a session that is bound to none", () => {
  it("rotates with any proof or none, and stays so", () => {
    const server = new InMemoryServer();
    const { id, token } = server.signIn();
    const { token: second } = server.refresh(token, { proof: server.proofBy("key") });
    const { token: third } = server.refresh(second ?? "", { proof: { kind: "invalid" } });
    expect(server.refresh(third ?? "").token).not.toBeNull();
    expect(server.session(id).binding).toBeNull();
  });

  it("is bound by a user who has just proved who they are", () => {
    const server = new InMemoryServer();
    const { id, token } = server.signIn();
    server.refresh(token, { proof: server.proofBy("key"), replacesKey: true });
    expect(server.session(id)).toMatchObject({ binding: "key", boundKey: "key" });
  });
});

it("DEVICE_BINDING=off: a session that was bound before rotates without a proof", () => {
  const { server, token } = boundSession();
  expect(server.refresh(token, { proof: { kind: "unasked" } }).token).not.toBeNull();
});

describe("a sign-in", () => {
  const signed: SignedProof = {
    kind: "signed",
    thumbprint: "key",
    isFresh: true,
    id: { hash: "id", expiresAt: 0 },
  };

  it("may come without a proof, unless a key is required", () => {
    expect(signInProof({ kind: "none" }, "optional")).toBeNull();
    expect(signInProof({ kind: "none" }, "required")).toEqual({ code: "device_key_unavailable" });
    expect(signInProof({ kind: "unasked" }, "off")).toBeNull();
  });

  it.each(["optional", "required"] as const)("does not go on with a bad proof (%s)", (binding) => {
    expect(signInProof({ kind: "invalid" }, binding)).toEqual(REQUIRED);
    expect(signInProof({ ...signed, isFresh: false }, binding)).toEqual(STALE);
    const accepted = signInProof(signed, binding);
    expect(isFailure(accepted)).toBe(false);
    expect(accepted).toEqual(signed);
  });
});
