import { database } from "@/lib/server/database";
import { processSingleton } from "@/lib/server/singleton";
import type { AuditEvent } from "@/lib/session/decision";

type Listener = (event: AuditEvent) => void;

/** Listeners by the user whose account they watch. */
function listeners(): Map<string, Set<Listener>> {
  return processSingleton("account listeners", () => {
    const byUser = new Map<string, Set<Listener>>();
    database().onCommitted((events) => {
      for (const event of events) {
        for (const listener of byUser.get(event.userId ?? "") ?? []) listener(event);
      }
    });
    return byUser;
  });
}

/**
 * Calls `listener` for every committed event of an account.
 *
 * @returns a function that stops it
 */
export function watchAccount(userId: string, listener: Listener): () => void {
  const byUser = listeners();
  const own = byUser.get(userId) ?? new Set();
  byUser.set(userId, own.add(listener));
  return () => {
    own.delete(listener);
    if (own.size === 0) byUser.delete(userId);
  };
}
