/**
 * The gensync pattern: each query is written once, as a generator. SQLite runs it synchronously, without a pause inside
 * the transaction; PostgreSQL runs it asynchronously and pipelines the operations that do not depend on each other.
 * An operation is a statement, a row lock, a read of the clock, or a notification (docs/decisions/0023).
 */
import type { AuditEvent } from "@/lib/session/decision";
import type { Statement, Values } from "./statements";

export interface Engine {
  /** Runs a query without a transaction: each statement is committed by itself. */
  run<T>(query: Query<T>): Promise<T>;

  /**
   * Runs a query in one transaction, and resolves once its commit is durable. The query starts again from the
   * beginning when another transaction was in the way, so it has no effects other than its operations.
   *
   * @param makeQuery makes the query anew for each attempt
   * @param signal aborted when the caller has disconnected; then nothing is decided
   * @throws DatabaseUnavailable also when it is not known whether the commit took place
   */
  decide<T>(makeQuery: () => Query<T>, signal?: AbortSignal): Promise<T>;

  /** @returns the time outside transactions, in milliseconds since the epoch */
  now(): Promise<number>;

  /** @throws DatabaseUnavailable, within two seconds or so, when the database cannot be written to right now */
  ping(): Promise<void>;

  /**
   * Calls `listener` with committed audit events, those of other processes included. After a broken connection some
   * events may come twice.
   *
   * @returns a function that stops it
   */
  onCommitted(listener: Listener): () => void;

  /**
   * Migrates the schema and checks the settings. The first use does the same if this was not called.
   *
   * @throws Error when the database lacks a setting that the rules rely on
   */
  ready(): Promise<void>;

  close(): Promise<void>;
}

/** Logs a fault that the engine recovers from by itself. */
export type Warn = (what: string, error: unknown) => void;

export type Listener = (events: AuditEvent[]) => void;

export type Operation =
  | { kind: "rows"; statement: Statement<unknown>; values: Values }
  | { kind: "row"; statement: Statement<unknown>; values: Values }
  | { kind: "write"; statement: Statement<unknown>; values: Values }
  | { kind: "lock"; lock: Lock }
  | { kind: "now" }
  | { kind: "notify"; events: StoredEvents }
  | { kind: "all"; operations: Operation[] };

export type Query<T> = Generator<Operation, T, unknown>;

/** The rows that are locked against other transactions until this one is committed. */
export type Lock =
  | { of: "session"; id: string }
  /** The session a token belongs to. */
  | { of: "token"; hash: string }
  /** A user, then the user's living sessions in the order of their ids. */
  | { of: "account"; id: string }
  | { of: "account by email"; email: string }
  /** The account a token belongs to, and the token's session even if it has ended. */
  | { of: "account of token"; hash: string }
  /** The same, then the organizations the user is in, in the order of their ids. */
  | { of: "account and organizations"; id: string }
  /** The caller's user; then, by id, the caller's session and one other. */
  | { of: "caller and session"; sessionId: string; userId: string; id: string }
  /** The caller's user and another, by id; then, by id, the caller's session and the other user's living ones. */
  | { of: "caller and account"; sessionId: string; userId: string; id: string }
  /** The caller's user, the caller's session, if there is one, then the organization. */
  | { of: "caller and organization"; sessionId: string | null; userId: string; id: string }
  /** The user alone. */
  | { of: "user"; id: string }
  /** Every account with the role: whether another administrator exists stays as it was read. Taken last. */
  | { of: "administrators" }
  /** The user an attempt is about, the user's living sessions in the order of their ids, then the attempt. */
  | { of: "attempt"; id: string }
  /** A ticket alone, of a user or of none. */
  | { of: "ticket"; hash: string }
  | { of: "signing keys" };

/** Audit events with the ids of their rows. */
export interface StoredEvents {
  ids: number[];
  events: AuditEvent[];
}

/** @returns all rows of a query */
export function* rows<Row>(statement: Statement<Row>, values: Values = {}): Query<Row[]> {
  return (yield { kind: "rows", statement, values }) as Row[];
}

/** @returns the first row of a query, or null */
export function* one<Row>(statement: Statement<Row>, values: Values = {}): Query<Row | null> {
  return ((yield { kind: "row", statement, values }) as Row | undefined) ?? null;
}

/** @returns how many rows were written */
export function* write(statement: Statement<unknown>, values: Values = {}): Query<number> {
  return (yield { kind: "write", statement, values }) as number;
}

/**
 * Waits for a lock. The rows are read after this, by other statements: a statement that waits for a lock sees the rows
 * as they were before the wait.
 */
export function* lock(lock: Lock): Query<void> {
  yield { kind: "lock", lock };
}

/**
 * The time of a decision. Read it after the rows are locked.
 *
 * @returns the database's time, in milliseconds since the epoch
 * @throws DatabaseUnavailable when the transaction has waited too long, or its caller has disconnected
 */
export function* now(): Query<number> {
  return (yield { kind: "now" }) as number;
}

/**
 * Runs queries that do not need each other's results. Their operations keep their order, but PostgreSQL gets them in
 * one round trip.
 *
 * @returns the result of each query
 */
export function* all<const All extends readonly Query<unknown>[]>(...queries: All): Query<Outcomes<All>> {
  const parts = queries.map((query) => ({ query, step: query.next() }));
  for (;;) {
    const unfinished = parts.filter(({ step }) => !step.done);
    if (unfinished.length === 0) return parts.map(({ step }) => step.value) as Outcomes<All>;
    const operations = unfinished.map(({ step }) => step.value as Operation);
    const answers = (yield { kind: "all", operations }) as unknown[];
    for (const [at, part] of unfinished.entries()) part.step = part.query.next(answers[at]);
  }
}

type Outcomes<All extends readonly Query<unknown>[]> = {
  -readonly [At in keyof All]: All[At] extends Query<infer Outcome> ? Outcome : never;
};

/** Calls the listeners of every process once this transaction is committed; not at all if it is rolled back. */
export function* notify(events: StoredEvents): Query<void> {
  yield { kind: "notify", events };
}
