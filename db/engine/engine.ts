/**
 * What an engine does for the queries: it runs steps. A step is a statement, a lock, the moment of a decision, or word
 * of what was decided; steps are written once, as generators, so that SQLite can run them without a pause and
 * PostgreSQL with a wait after each.
 */
import type { AuditEvent } from "@/lib/session/decision";
import type { Statement, Values } from "./statements";

export interface Engine {
  /** Runs steps that need not be one: each statement is committed by itself. */
  run<T>(steps: Query<T>): Promise<T>;

  /**
   * Runs steps as one: all or nothing, and resolved once it is safe. They may be run again from the start when somebody
   * else was in the way, so they have no effects beside their steps.
   *
   * @param signal aborted when nobody waits for the outcome any more; then nothing is decided
   * @throws DatabaseUnavailable also when it is not known whether the commit took place
   */
  decide<T>(steps: () => Query<T>, signal?: AbortSignal): Promise<T>;

  /** @returns the time outside decisions, in milliseconds since the epoch */
  now(): Promise<number>;

  /** @throws DatabaseUnavailable, within two seconds or so, when the database cannot be written to right now */
  ping(): Promise<void>;

  /**
   * Calls `listener` with what has been decided, by whichever process, after it was committed. After a broken connection
   * some of it may come twice.
   *
   * @returns what ends it
   */
  onCommitted(listener: Listener): () => void;

  /**
   * Brings the schema up to date and checks the settings; without it, the first use does.
   * @throws Error when the database is not what the rules rely on
   */
  ready(): Promise<void>;

  close(): Promise<void>;
}

/** Told of what is mended by itself, but should not have happened. */
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

/** What is locked against other decisions until this one is committed. */
export type Lock =
  | { of: "session"; id: string }
  /** The session a token belongs to. */
  | { of: "token"; hash: string }
  /** A user, then the user's living sessions in the order of their ids. */
  | { of: "account"; id: string }
  | { of: "account by email"; email: string }
  /** The account a token belongs to, its session included in any case. */
  | { of: "account of token"; hash: string }
  | { of: "signing keys" };

/** Audit events, and the numbers they are stored under. */
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
 * Waits for its turn. What a decision rests on is read after this, in statements of its own: a statement that waits for
 * a lock sees what was there before.
 */
export function* lock(lock: Lock): Query<void> {
  yield { kind: "lock", lock };
}

/**
 * The moment of a decision, asked for once what it rests on is locked.
 *
 * @returns the database's time, in milliseconds since the epoch
 * @throws DatabaseUnavailable when it comes too late, or nobody waits for it any more
 */
export function* now(): Query<number> {
  return (yield { kind: "now" }) as number;
}

/**
 * Steps that do not wait for each other's answers: they are taken in their order all the same, but a distant database is
 * asked once for all of them.
 *
 * @returns what each came to
 */
export function* all<const All extends readonly Query<unknown>[]>(...all: All): Query<Outcomes<All>> {
  const parts = all.map((steps) => ({ steps, step: steps.next() }));
  for (;;) {
    const waiting = parts.filter(({ step }) => !step.done);
    if (waiting.length === 0) return parts.map(({ step }) => step.value) as Outcomes<All>;
    const operations = waiting.map(({ step }) => step.value as Operation);
    const answers = (yield { kind: "all", operations }) as unknown[];
    for (const [at, part] of waiting.entries()) part.step = part.steps.next(answers[at]);
  }
}

type Outcomes<All extends readonly Query<unknown>[]> = {
  -readonly [At in keyof All]: All[At] extends Query<infer Outcome> ? Outcome : never;
};

/** Has listeners told, everywhere, once this is committed; and not at all if it is not. */
export function* notify(events: StoredEvents): Query<void> {
  yield { kind: "notify", events };
}
