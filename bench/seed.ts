/** People with devices, written straight into the tables: signing them up would take days. */
import type { Engine, Query } from "@/db/engine/engine";
import { insertStatement } from "@/db/engine/statements";
import { createPostgresEngine } from "@/db/postgres/engine";
import { openClient } from "@/db/sqlite/connection";
import { createExecutor } from "@/db/sqlite/engine";
import { hashToken, newId, newRefreshToken, sealSuccessor } from "@/lib/server/crypto";
import { hashPassword } from "@/lib/server/password-hash";
import { CONNECTIONS, emailOf, PASSWORD } from "./users";

const DAY = 24 * 60 * 60 * 1000;
const IDLE = 14 * DAY;
const ABSOLUTE = 90 * DAY;
/** Nobody signed up later than this before now. */
const OLDEST = 30 * DAY;

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
 * Fills a new database. The people who send the requests have two devices each, so with the one they sign in on they
 * have three, however many others there are.
 */
export async function fillSqlite(file: string, size: Size): Promise<void> {
  const client = openClient(file);
  // Nothing in here is worth saving until it is whole.
  client.$client.pragma("synchronous = OFF");
  client.$client.pragma("cache_size = -1000000");
  const { execute } = createExecutor(client, Date.now);
  client.$client.exec("begin");
  await insertAll(execute, size);
  client.$client.exec("commit");
  client.$client.close();
}

/** The same on PostgreSQL. */
export async function fillPostgres(url: string, size: Size): Promise<void> {
  const engine: Engine = createPostgresEngine(url, { poolSize: 1 });
  await insertAll((steps) => engine.run(steps), size);
  await engine.close();
}

/** Writes rows one after the other. */
type Drive = (steps: Query<unknown>) => unknown;

const insertUser = insertStatement(({ users }) => users);
const insertSession = insertStatement(({ sessions }) => sessions);
const insertToken = insertStatement(({ refreshTokens }) => refreshTokens);
const insertEvent = insertStatement(({ auditEvents }) => auditEvents);

async function insertAll(execute: Drive, size: Size): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  const now = Date.now();
  const insertDevice = deviceInserter(execute);
  const sessionsOfOthers = (size.sessions - 2 * CONNECTIONS) / Math.max(1, size.users - CONNECTIONS);
  let owed = 0;
  for (let number = 0; number < size.users; number += 1) {
    const id = newId();
    const createdAt = now - OLDEST - number;
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
      }),
    );
    owed += number < CONNECTIONS ? 2 : sessionsOfOthers;
    for (let at = 0; owed >= 1; at += 1, owed -= 1) {
      // Of five devices three are in use, as old as they happen to be.
      await insertDevice(id, { createdAt: Math.floor(now - (Math.random() * IDLE) / 2), ended: at % 5 > 2 });
    }
  }
}

/** A device that has refreshed once: a session with two tokens, and how it began. */
function deviceInserter(execute: Drive) {
  return async (userId: string, { createdAt, ended }: { createdAt: number; ended: boolean }) => {
    const id = newId();
    const absoluteExpiresAt = createdAt + ABSOLUTE;
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
        seenAt: null,
        lateRepeats: 0,
        minGeneration: 0,
        lastPresenceAt: createdAt,
        idleTimeout: IDLE,
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
