/** The tables beside sessions: audit, signing keys, rate limits; and the sweeper. */
import { and, asc, desc, eq, isNotNull, isNull, lt, type SQL } from "drizzle-orm";
import { RateLimiterDrizzle } from "rate-limiter-flexible";
import type { AuditEventName } from "@/lib/session/contract";
import type { AuditEvent } from "@/lib/session/decision";
import { eventRecorder } from "./change";
import type { Client } from "./client";
import { withEngineErrors, withEngineErrorsAsync } from "./errors";
import { auditEvents, rateLimits, sessions, signingKeys } from "./schema";
import { pastLimit } from "./sessions";

export type StoredEvent = typeof auditEvents.$inferSelect;
export type StoredKey = typeof signingKeys.$inferSelect;

export interface Limiter {
  count(key: string): Promise<unknown>;
  forgive(key: string): Promise<unknown>;
}

export function createRecords(client: Client) {
  const recordEvent = eventRecorder(client);

  return {
    /** Appends an event that changes nothing else, such as a failed sign-in. */
    async recordEvent(event: AuditEvent): Promise<void> {
      withEngineErrors(() => recordEvent(event));
    },

    /** @returns what happened to an account, newest first */
    async listEvents(userId: string, limit: number): Promise<StoredEvent[]> {
      return withEngineErrors(() =>
        client
          .select()
          .from(auditEvents)
          .where(eq(auditEvents.userId, userId))
          .orderBy(desc(auditEvents.at), desc(auditEvents.id))
          .limit(limit)
          .all(),
      );
    },

    /** @returns the newest events of one kind of an account, newest first */
    async listEventsNamed(userId: string, name: AuditEventName, limit: number): Promise<StoredEvent[]> {
      return withEngineErrors(() =>
        client
          .select()
          .from(auditEvents)
          .where(and(eq(auditEvents.userId, userId), eq(auditEvents.name, name)))
          .orderBy(desc(auditEvents.at), desc(auditEvents.id))
          .limit(limit)
          .all(),
      );
    },

    /** @returns all signing keys, newest first */
    async listKeys(): Promise<StoredKey[]> {
      return withEngineErrors(() =>
        client.select().from(signingKeys).orderBy(desc(signingKeys.createdAt), asc(signingKeys.kid)).all(),
      );
    },

    async insertKey(key: StoredKey): Promise<void> {
      withEngineErrors(() => client.insert(signingKeys).values(key).run());
    },

    async resealKey(kid: string, sealedPrivateKey: string): Promise<void> {
      withEngineErrors(() =>
        client.update(signingKeys).set({ sealedPrivateKey }).where(eq(signingKeys.kid, kid)).run(),
      );
    },

    /**
     * A counter in the database: it counts every attempt once, whichever process sees it, and survives a restart.
     * Counting past `points` throws the limiter's own RateLimiterRes.
     *
     * @param options.duration seconds
     */
    limiter(options: { keyPrefix: string; points: number; duration: number }): Limiter {
      const limiter = new RateLimiterDrizzle({ storeClient: client, schema: rateLimits, ...options });
      return {
        count: (key) => withEngineErrorsAsync(() => limiter.consume(key)),
        forgive: (key) => withEngineErrorsAsync(() => limiter.reward(key)),
      };
    },

    /**
     * Deletes what is past its retention, never what is alive: sessions with their tokens that are over since
     * before `before`, and older audit events.
     *
     * @returns how many rows of each went
     */
    async sweep(before: number): Promise<{ sessions: number; events: number; limits: number }> {
      const overSince: (SQL | undefined)[] = [
        and(isNotNull(sessions.endedAt), lt(sessions.endedAt, before)),
        and(isNull(sessions.endedAt), pastLimit(before)),
      ];
      return withEngineErrors(() => ({
        sessions: overSince
          .map((where) => client.delete(sessions).where(where).run().changes)
          .reduce((sum, changes) => sum + changes, 0),
        events: client.delete(auditEvents).where(lt(auditEvents.at, before)).run().changes,
        limits: client
          .delete(rateLimits)
          .where(lt(rateLimits.expire, new Date(before)))
          .run().changes,
      }));
    },
  };
}
