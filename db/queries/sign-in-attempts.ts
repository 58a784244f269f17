/**
 * Audit events that anyone who knows an e-mail address can cause: failed sign-ins. They have an index of their own, so
 * that a flood of them neither hides nor slows down the other events of the account.
 */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

// Literals: a partial index is only used when the query repeats its condition word for word.
export const isAttempt = (name: SQLWrapper): SQL => sql`${name} in ('sign_in_failed', 'sign_in_throttled')`;
export const isNoAttempt = (name: SQLWrapper): SQL =>
  sql`${name} not in ('sign_in_failed', 'sign_in_throttled')`;
