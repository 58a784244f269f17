import type { Lock } from "@/db/engine/engine";
import { usageKey } from "@/lib/session/user-limits";

/**
 * Every transaction takes its locks in the same order (users by id, then sessions by id, then organizations, then
 * attempts, then counters, then the administrators), so two of them cannot deadlock. The sweeper deletes counters in any
 * order; a deadlock with it ends in a retry. `no key update` is strong enough, and lets the foreign keys of new rows be
 * checked meanwhile. A token never moves to another session, so the lookup of its session needs no lock.
 *
 * @returns the statements that take a lock
 */
export function lockStatements(lock: Lock): Lockable[] {
  switch (lock.of) {
    case "session":
      return [{ text: "select from sessions where id = $1 for no key update", values: [lock.id] }];
    case "token":
      return [
        { text: `select from sessions where id = ${SESSION} for no key update`, values: [lock.hash] },
        rotations(lock.hash),
      ];
    case "account":
      return account("$1", lock.id);
    case "account by email":
      return account("(select id from users where email = $1)", lock.email);
    case "account and organizations":
      return [
        ...account("$1", lock.id),
        {
          text: `select from organizations where id in (select organization_id from memberships where user_id = $1)
            order by id for no key update`,
          values: [lock.id],
        },
      ];
    case "account of token":
      return [...account(USER, lock.hash, `(ended_at is null or id = ${SESSION})`), rotations(lock.hash)];
    case "caller and session":
      return [
        { text: "select from users where id = $1 for no key update", values: [lock.userId] },
        {
          text: "select from sessions where id in ($1, $2) order by id for no key update",
          values: [lock.sessionId, lock.id],
        },
      ];
    case "caller and account":
      return [
        {
          text: "select from users where id in ($1, $2) order by id for no key update",
          values: [lock.userId, lock.id],
        },
        {
          text: `select from sessions where id = $1 or (user_id = $2 and ended_at is null)
            order by id for no key update`,
          values: [lock.sessionId, lock.id],
        },
      ];
    case "caller and organization":
      return [
        { text: "select from users where id = $1 for no key update", values: [lock.userId] },
        { text: "select from sessions where id = $1 for no key update", values: [lock.sessionId] },
        { text: "select from organizations where id = $1 for no key update", values: [lock.id] },
      ];
    case "user":
      return [{ text: "select from users where id = $1 for no key update", values: [lock.id] }];
    case "administrators":
      return [{ text: "select pg_advisory_xact_lock($1)", values: [ADMINISTRATORS] }];
    case "attempt":
      return attempt(lock.id);
    case "ticket":
      return [{ text: "select from tickets where hash = $1 for no key update", values: [lock.hash] }];
    case "signing keys":
      return [{ text: "select pg_advisory_xact_lock($1)", values: [SIGNING_KEYS] }];
  }
}

export interface Lockable {
  text: string;
  values: unknown[];
}

/** Keys of advisory locks, unlikely to be used by another application in the same database. */
const SIGNING_KEYS = 7_152_001;
export const MIGRATIONS = 7_152_002;
const ADMINISTRATORS = 7_152_003;

const SESSION = "(select session_id from refresh_tokens where hash = $1)";
const USER = "(select user_id from refresh_tokens where hash = $1)";

/** Two sessions of a user that rotate at once must not both take the last rotation that the user has left. */
function rotations(hash: string): Lockable {
  const key = `'${usageKey("rotation", "")}' || ${USER}`;
  return { text: `select from rate_limits where key = ${key} for no key update`, values: [hash] };
}

/** The user may change between two steps of one attempt, from none to the one who has the address. */
const USERS_OF_ATTEMPT = `array(select user_id from attempts where id = $1
  union select users.id from users join attempts on users.email = attempts.email where attempts.id = $1)`;

/** The attempt's own row is locked too: before the first factor it may be about no user at all. */
function attempt(id: string): Lockable[] {
  return [
    {
      text: `select from users where id = any(${USERS_OF_ATTEMPT}) order by id for no key update`,
      values: [id],
    },
    {
      text: `select from sessions where user_id = any(${USERS_OF_ATTEMPT}) and ended_at is null
        order by id for no key update`,
      values: [id],
    },
    { text: "select from attempts where id = $1 for no key update", values: [id] },
  ];
}

function account(user: string, value: string, which = "ended_at is null"): Lockable[] {
  return [
    { text: `select from users where id = ${user} for no key update`, values: [value] },
    {
      text: `select from sessions where user_id = ${user} and ${which} order by id for no key update`,
      values: [value],
    },
  ];
}
