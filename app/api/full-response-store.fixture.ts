import type { Installation } from "@/lib/server/testing/installation";
import { USER_LIMITS } from "@/lib/session/user-limits";

/** Takes all places for stored responses that a user has, but `left`, as requests with an `Idempotency-Key` do. */
export async function fillResponseStore(app: Installation, userId: string, left = 0): Promise<void> {
  for (let n = left; n < USER_LIMITS.storedResponse.count; n += 1) {
    const row = { id: `place ${n}`, userId, holder: "holder", requestHash: "hash", createdAt: app.now };
    await app.db.takeKey(row, { expired: 0, abandoned: 0 }, () => null);
  }
}

/** Sent as the browser sends every change. */
export const keyed = (key: string) => ({ headers: { "idempotency-key": key } });
