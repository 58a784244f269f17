import type { Lock } from "@/db/engine/engine";

/**
 * The statements that take a lock. All decisions take theirs in one order (the user, then the user's living sessions by
 * id), so none waits for another that waits for it. Nothing that decides needs more than `no key update`, which lets
 * the foreign keys of new rows be checked meanwhile.
 *
 * What a token belongs to never changes, so looking it up on the way needs no lock of its own.
 */
export function lockStatements(lock: Lock): Lockable[] {
  switch (lock.of) {
    case "session":
      return [{ text: "select from sessions where id = $1 for no key update", values: [lock.id] }];
    case "token":
      return [{ text: `select from sessions where id = ${SESSION} for no key update`, values: [lock.hash] }];
    case "account":
      return account("$1", lock.id);
    case "account by email":
      return account("(select id from users where email = $1)", lock.email);
    case "account of token":
      return account(
        "(select user_id from refresh_tokens where hash = $1)",
        lock.hash,
        `(ended_at is null or id = ${SESSION})`,
      );
    case "signing keys":
      return [{ text: "select pg_advisory_xact_lock($1)", values: [SIGNING_KEYS] }];
  }
}

export interface Lockable {
  text: string;
  values: unknown[];
}

/** Advisory locks of ours, out of the way of anybody else's. */
const SIGNING_KEYS = 7_152_001;
export const MIGRATIONS = 7_152_002;

const SESSION = "(select session_id from refresh_tokens where hash = $1)";

function account(user: string, given: string, which = "ended_at is null"): Lockable[] {
  return [
    { text: `select from users where id = ${user} for no key update`, values: [given] },
    {
      text: `select from sessions where user_id = ${user} and ${which} order by id for no key update`,
      values: [given],
    },
  ];
}
