/**
 * The idle limits a user can choose from, and what each of them would do.
 */

import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { sessionView } from "@/lib/server/views";
import type { SessionView } from "@/lib/session/contract";
import { MIN_IDLE_TIMEOUT_MS, maxIdleTimeout, sessionsEndedBy } from "@/lib/session/idle-timeout";
import { livingViews } from "./session-list";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const OFFERED_MS = [MIN_IDLE_TIMEOUT_MS, 30 * MINUTE_MS, 60 * MINUTE_MS, DAY_MS, 7 * DAY_MS];

export interface IdleChoice {
  /** Whole seconds; null takes the deployment's limits. */
  idleTimeout: number | null;
  isCurrent: boolean;
  /** The devices that would be signed out at once. */
  ends: SessionView[];
}

/** The choices of a user, and the devices they are about. */
export interface IdleChoices {
  /** The deployment's limits first, then from short to long. */
  choices: IdleChoice[];
  /** The devices that are signed in, read together with the choices. */
  living: SessionView[];
}

/** @param of the user who chooses, and the session they choose on, which no choice ends */
export async function listIdleChoices(of: { userId: string; sessionId: string }): Promise<IdleChoices> {
  const db = database();
  const { limits } = config();
  const [user, sessions, now] = await Promise.all([
    db.findUser(of.userId),
    db.listLiving(of.userId),
    db.now(),
  ]);
  const current = user?.idleTimeout ?? null;
  const offered = new Set(OFFERED_MS.filter((milliseconds) => milliseconds < maxIdleTimeout(limits)));
  // Chosen through the API, which takes any length.
  if (current !== null) offered.add(current);
  const choices = [null, ...[...offered].sort((a, b) => a - b)].map((idleTimeout) => ({
    idleTimeout: idleTimeout === null ? null : idleTimeout / 1000,
    isCurrent: idleTimeout === current,
    ends:
      idleTimeout === current
        ? []
        : sessionsEndedBy(sessions, { idleTimeout, sessionId: of.sessionId, limits }, now).map((session) =>
            sessionView(session, of.sessionId),
          ),
  }));
  return { choices, living: livingViews(sessions, of.sessionId, now) };
}
