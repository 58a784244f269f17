import type { Adapter, Payload } from "oidc-provider";

/** Everything the provider remembers, in memory: for each kind of record the records by their id. */
export type Records = Map<string, Map<string, Payload>>;

/** @returns the adapter for one kind of record. Each record carries its own expiry, which the provider checks. */
export function adapterFor(records: Records, kind: string): Adapter {
  const ofKind = records.get(kind) ?? new Map<string, Payload>();
  records.set(kind, ofKind);
  const findBy = (key: string, value: string) =>
    [...ofKind.values()].find((payload) => payload[key] === value);

  return {
    upsert: async (id, payload) => void ofKind.set(id, payload),
    find: async (id) => ofKind.get(id),
    findByUid: async (uid) => findBy("uid", uid),
    findByUserCode: async (userCode) => findBy("userCode", userCode),
    consume: async (id) => {
      const payload = ofKind.get(id);
      if (payload) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => void ofKind.delete(id),
    revokeByGrantId: async (grantId) => {
      for (const [id, payload] of ofKind) if (payload.grantId === grantId) ofKind.delete(id);
    },
  };
}
