/** The pool of connections that queries share. */
import pg from "pg";
import { PRODUCT_SLUG } from "@/lib/session/product";
import { PostgresConnection } from "./connection";
import { isUsable, toDatabaseError } from "./errors";
import type { Timeouts } from "./timeouts";

interface PoolOptions {
  size: number;
  limits: Timeouts;
}

/**
 * @param url `DATABASE_URL`
 * @returns functions that lend a connection to a piece of work, and close all connections
 */
export function createPool(url: string, { size, limits }: PoolOptions) {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: limits.connect,
    statement_timeout: limits.statement,
    lock_timeout: limits.lock,
    idle_in_transaction_session_timeout: limits.idleInTransactionTimeout,
    query_timeout: limits.queryTimeout,
    pipeline: true,
    keepAlive: true,
    application_name: PRODUCT_SLUG,
  });
  const ignoreError = () => {}; // an idle connection that dies is replaced; a busy one fails its query
  pool.on("error", ignoreError);
  pool.on("connect", (client) => client.on("error", ignoreError));
  const connections = new WeakMap<pg.PoolClient, PostgresConnection>();

  return {
    /**
     * Runs `work` on a connection, which goes back to the pool afterwards unless its failure has broken it.
     *
     * @throws DatabaseUnavailable when no connection can be had in time
     */
    async withConnection<T>(work: (connection: PostgresConnection) => Promise<T>): Promise<T> {
      const client = await pool.connect().catch((error) => {
        throw toDatabaseError(error);
      });
      const connection = connections.get(client) ?? new PostgresConnection(client);
      connections.set(client, connection);
      try {
        const outcome = await work(connection);
        client.release();
        return outcome;
      } catch (error) {
        client.release(!isUsable(error));
        throw error;
      }
    },

    async close(): Promise<void> {
      await pool.end();
    },
  };
}
