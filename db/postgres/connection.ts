/** One connection to PostgreSQL. It prepares each statement the first time it runs it. */
import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import type { ClientBase, PoolClient } from "pg";
import {
  bindParams,
  type QueryContext,
  type Statement,
  type Tables,
  type Values,
} from "@/db/engine/statements";
import { toDatabaseError } from "./errors";
import * as schema from "./schema";

interface Write {
  text: string;
  name: string;
  bind: (values: Values) => unknown[];
}

interface Prepared {
  execute(values: Values): Promise<unknown[]>;
}

/** A connection that the pool lends. */
export class PostgresConnection {
  readonly #client: ClientBase;
  readonly #context: QueryContext;
  readonly #queries = new Map<Statement<unknown>, Prepared>();
  readonly #writes = new Map<Statement<unknown>, Write>();

  constructor(client: ClientBase) {
    this.#client = client;
    // A test holds the tables to the same columns and JavaScript types; the queries use what both builders have.
    const tables = schema as unknown as Tables;
    this.#context = {
      ...tables,
      db: drizzle(client as PoolClient) as unknown as QueryContext["db"],
      param: (name) => sql`${sql.placeholder(name)}`,
    };
  }

  /** @returns the rows a query finds */
  async rows<Row>(statement: Statement<Row>, values: Values): Promise<Row[]> {
    let prepared = this.#queries.get(statement);
    if (!prepared) {
      const query = statement.make(this.#context);
      const make = query as unknown as { prepare(name: string): Prepared };
      prepared = make.prepare(nameOf(query.toSQL().sql));
      this.#queries.set(statement, prepared);
    }
    return withDatabaseErrors(prepared.execute(stripNulBytes(values))) as Promise<Row[]>;
  }

  /** @returns how many rows were written */
  async write(statement: Statement<unknown>, values: Values): Promise<number> {
    let prepared = this.#writes.get(statement);
    if (!prepared) {
      const { sql: text, params } = statement.make(this.#context).toSQL();
      prepared = { text, name: nameOf(text), bind: bindParams(params) };
      this.#writes.set(statement, prepared);
    }
    const { text, name, bind } = prepared;
    const result = await withDatabaseErrors(
      this.#client.query({ text, name, values: bind(stripNulBytes(values)) }),
    );
    return result.rowCount ?? 0;
  }

  /** Runs a statement that the engine itself needs, such as a lock. @returns its rows */
  async query(text: string, values: unknown[] = []): Promise<Record<string, unknown>[]> {
    const name = values.length > 0 ? { name: nameOf(text) } : {};
    const result = await withDatabaseErrors(
      this.#client.query({ text, values: stripNulBytes(values), ...name }),
    );
    return result.rows;
  }

  /** @returns the database's time, in milliseconds since the epoch */
  async time(): Promise<number> {
    const [row] = await this.query(
      "select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as now",
    );
    return Number(row?.now);
  }
}

async function withDatabaseErrors<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw toDatabaseError(error);
  }
}

/** Names a prepared statement by its text, so that the name is the same in every process. */
function nameOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 24);
}

/**
 * PostgreSQL refuses U+0000 in a text and in JSON, also as a value to look for, so it becomes U+FFFD. Everything that goes
 * to the server passes here.
 *
 * @param value a parameter, or a list or an object of them
 */
export function stripNulBytes<Value>(value: Value): Value {
  if (typeof value === "string") return value.replaceAll("\0", "\ufffd") as Value;
  if (Array.isArray(value)) return value.map(stripNulBytes) as Value;
  if (value === null || typeof value !== "object" || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, stripNulBytes(part)]),
  ) as Value;
}
