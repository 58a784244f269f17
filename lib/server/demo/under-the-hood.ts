import { config } from "@/lib/server/config";
import { isoTime } from "@/lib/server/iso-time";
import { findPrincipal } from "@/lib/server/sessions/sessions";
import { sessionView } from "@/lib/server/views";
import type { UnderTheHoodView } from "@/lib/session/demo/demo-schemas";
import { type Failure, fail } from "@/lib/session/failure";

/** Whether the drawer "Under the hood" exists: in the demo and in development. */
export function isUnderTheHoodOn(): boolean {
  const { demo, development } = config();
  return demo || development;
}

/**
 * Describes a session for the drawer. Pure reading: nothing is rotated or extended.
 *
 * @param presented the browser's refresh token; null without one
 * @returns the description; or `not_found` where there is no drawer, `not_authenticated` without a living session
 */
export async function describeUnderTheHood(presented: string | null): Promise<UnderTheHoodView | Failure> {
  if (!isUnderTheHoodOn()) return fail("not_found");
  const found = presented === null ? null : await findPrincipal(presented);
  if (!found || "reason" in found) return fail("not_authenticated");
  const { session, now } = found;
  const { idleExpiresAt, absoluteExpiresAt, rememberMe } = sessionView(session, session.id);
  const { accessTokenTtl, refresh } = config();
  return {
    serverTime: isoTime(now),
    generation: session.generation + 1,
    refreshedAt: isoTime(session.rotatedAt),
    accessTokenSeconds: accessTokenTtl / 1000,
    graceSeconds: refresh.grace / 1000,
    idleExpiresAt,
    absoluteExpiresAt,
    rememberMe,
  };
}
