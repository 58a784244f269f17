/** Time limits for connecting and migrating, in milliseconds. */
export const SETUP_TIMEOUTS = {
  /** For everything before a migration: connecting, checking, waiting for another process's migration. */
  prepare: 5000,
  /** For the migration itself; it waits for a lock no longer than `prepare`. */
  migrate: 10 * 60_000,
  /** For closing the connection. */
  goodbye: 1000,
};

/** Time limits of the engine, in milliseconds. A caller who waits for a connection and a lock waits about five seconds. */
export const TIMEOUTS = {
  ...SETUP_TIMEOUTS,
  /** For a connection, new or from the pool. */
  connect: 2500,
  /** For one lock. */
  lock: 2500,
  /** For one statement, its locks included; in a transaction, the time that is left for it. */
  statement: 2700,
  /** For one statement as this process sees it, in case the server has fallen silent. */
  queryTimeout: 6000,
  /** For everything before the rule. A decision that takes longer is given up, and its rule does not run. */
  decision: 5000,
  /** After this the server ends a transaction that this process has left open. */
  idleInTransactionTimeout: 10_000,
  ping: 2000,
  /** How often the listening connection is checked. */
  check: 5000,
  /** How long that check may take. */
  checkAnswer: 3000,
};

export type Timeouts = typeof TIMEOUTS;
