/**
 * Audit events a stranger who knows an address can cause: failed sign-ins. They have an index of their own, so however
 * many there are, they neither hide nor slow down the events the account's owner has to see.
 */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

// Literals: a partial index is used for a condition that reads as its own.
export const isAttempt = (name: SQLWrapper): SQL => sql`${name} in ('sign_in_failed', 'sign_in_throttled')`;
export const isNoAttempt = (name: SQLWrapper): SQL =>
  sql`${name} not in ('sign_in_failed', 'sign_in_throttled')`;
