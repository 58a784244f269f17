/** Writes users with devices straight into the tables, because signing them up would take days. */
import type { Engine, Query } from "@/db/engine/engine";
import { createPostgresEngine } from "@/db/postgres/engine";
import { insertStatement } from "@/db/queries/row-writes";
import { openClient } from "@/db/sqlite/connection";
import { createExecutor } from "@/db/sqlite/execute";
import { hashToken, newId, newRefreshToken, sealSuccessor } from "@/lib/server/crypto";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { CONNECTIONS, emailOf, PASSWORD } from "./users";

const DAY_MS = 24 * 60 * 60 * 1000;
const IDLE_TIMEOUT_MS = 14 * DAY_MS;
const ABSOLUTE_TIMEOUT_MS = 90 * DAY_MS;
/** Every user signed up at least this long ago. */
const MIN_ACCOUNT_AGE_MS = 30 * DAY_MS;

const WINDOWS = {
  userAgent:
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
  browser: "Chrome",
  browserVersion: "156",
  os: "Windows",
  osVersion: "11",
  device: "desktop",
} as const;
const IPHONE = {
  userAgent:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 26_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
  browser: "Safari",
  browserVersion: "26.1",
  os: "iOS",
  osVersion: "26.1",
  device: "mobile",
} as const;

interface Size {
  users: number;
  sessions: number;
}

/**
 * Fills a new database. The users who send the requests have two devices each, so with the one they sign in on they have
 * three, however many other users there are.
 */
export async function fillSqlite(file: string, size: Size): Promise<void> {
  const client = openClient(file);
  // A database that is only half filled need not survive a crash.
  client.$client.pragma("synchronous = OFF");
  client.$client.pragma("cache_size = -1000000");
  const { execute } = createExecutor(client, Date.now);
  client.$client.exec("begin");
  await insertAll(execute, size);
  client.$client.exec("commit");
  client.$client.close();
}

/** Fills a new PostgreSQL database in the same way. */
export async function fillPostgres(url: string, size: Size): Promise<void> {
  const engine: Engine = createPostgresEngine(url, { poolSize: 1 });
  await insertAll((query) => engine.run(query), size);
  await engine.close();
}

/** Runs a query. */
type Execute = (query: Query<unknown>) => unknown;

const insertUser = insertStatement(({ users }) => users);
const insertSession = insertStatement(({ sessions }) => sessions);
const insertToken = insertStatement(({ refreshTokens }) => refreshTokens);
const insertEvent = insertStatement(({ auditEvents }) => auditEvents);

async function insertAll(execute: Execute, size: Size): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const now = Date.now();
  const insertDevice = deviceInserter(execute);
  const sessionsOfOthers = (size.sessions - 2 * CONNECTIONS) / Math.max(1, size.users - CONNECTIONS);
  let sessionsToInsert = 0;
  for (let number = 0; number < size.users; number += 1) {
    const id = newId();
    const createdAt = now - MIN_ACCOUNT_AGE_MS - number;
    const name = `Person ${number}`;
    await execute(
      insertUser({
        id,
        email: emailOf(number),
        name,
        passwordHash,
        roles: ["user"],
        createdAt,
        disabledAt: null,
        idleTimeout: null,
      }),
    );
    sessionsToInsert += number < CONNECTIONS ? 2 : sessionsOfOthers;
    for (let at = 0; sessionsToInsert >= 1; at += 1, sessionsToInsert -= 1) {
      // Three of five devices are in use, with random ages.
      await insertDevice(id, {
        createdAt: Math.floor(now - (Math.random() * IDLE_TIMEOUT_MS) / 2),
        ended: at % 5 > 2,
      });
    }
  }
}

/** Inserts a device that has refreshed once: a session with two tokens and the event of its sign-in. */
function deviceInserter(execute: Execute) {
  return async (userId: string, { createdAt, ended }: { createdAt: number; ended: boolean }) => {
    const id = newId();
    const absoluteExpiresAt = createdAt + ABSOLUTE_TIMEOUT_MS;
    const [first, second] = [newRefreshToken(), newRefreshToken()];
    const rotatedAt = createdAt + 1000;
    const endedAt = ended ? createdAt + 2000 : null;
    const device = Math.random() < 0.5 ? WINDOWS : IPHONE;
    await execute(
      insertSession({
        ...device,
        id,
        userId,
        browserId: newId(),
        label: null,
        authMethods: ["pwd"],
        rememberMe: true,
        createdAt,
        authenticatedAt: createdAt,
        generation: 1,
        rotatedAt,
        repeatedAt: null,
        seenAt: null,
        lateRepeats: 0,
        lateGenerations: 0,
        minGeneration: 0,
        passwordAttempts: 0,
        lastPresenceAt: createdAt,
        idleTimeout: IDLE_TIMEOUT_MS,
        absoluteExpiresAt,
        endedAt,
        endedReason: ended ? "signed_out" : null,
        ipAddress: "203.0.113.9",
        location: null,
      }),
    );
    const token = { sessionId: id, userId, expiresAt: absoluteExpiresAt, revokedAt: endedAt };
    await execute(
      insertToken({
        ...token,
        hash: hashToken(first),
        generation: 0,
        parentHash: null,
        createdAt,
        usedAt: rotatedAt,
        sealedSuccessor: ended ? null : sealSuccessor(first, second),
      }),
    );
    await execute(
      insertToken({
        ...token,
        hash: hashToken(second),
        generation: 1,
        parentHash: hashToken(first),
        createdAt: rotatedAt,
        usedAt: null,
        sealedSuccessor: null,
      }),
    );
    await execute(
      insertEvent({
        name: "signed_in_new_browser",
        at: createdAt,
        userId,
        sessionId: id,
        actorUserId: userId,
        actorSessionId: id,
        ipAddress: "203.0.113.9",
        device: `${device.browser} on ${device.os}`,
        reason: null,
      }),
    );
  };
}
