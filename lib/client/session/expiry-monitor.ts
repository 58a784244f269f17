/**
 * The server's deadlines for the session, on this device's monotonic clock: when it ends without human input.
 * A deadline that comes is a question to the server, never an answer: another device's clock knows better.
 */

import type { Cancel, Environment } from "@/lib/client/browser/environment";
import type { SessionView } from "@/lib/session/contract";
import type { ExpiryReason } from "@/lib/session/reasons";
import type { ExpiryWarning } from "./auth-state";

const LONGEST_WARNING_MS = 5 * 60_000;
/** WCAG 2.2, 2.2.1: at least 20 seconds to say that one is still there. */
const SHORTEST_WARNING_MS = 20_000;
/** A server that gives a session a few milliseconds more than this device does is asked again after so many. */
const RETRY_MS = 250;

export type SessionLimits = Pick<
  SessionView,
  "idleExpiresAt" | "absoluteExpiresAt" | "createdAt" | "lastActiveAt"
>;

export interface ExpiryMonitorCallbacks {
  /** Asks the server, whose answer leads to `setLimits` or to the end of the session; never throws. */
  confirmWithServer(): Promise<void>;
  onWarning(warning: ExpiryWarning | null): void;
  /** A limit has passed on this device's clock; asks the server, or believes it if that cannot be reached. */
  onDeadlinePassed(kind: ExpiryReason): void;
}

export interface ExpiryMonitor {
  /** @param heardAt when the request left whose answer `serverTime` is from, so that we are never late */
  setLimits(limits: SessionLimits, serverTime: string, heardAt: number): void;
  /** The clock stood still for so many milliseconds. */
  advanceClock(milliseconds: number): void;
  /** Looks whether a warning or a deadline is due. */
  check(): void;
  /** Forgets the limits: there is no session to watch. */
  clear(): void;
}

interface Deadline {
  kind: ExpiryReason;
  at: number;
  lead: number;
}

/**
 * @param limit milliseconds a limit is long
 * @returns for how many of them it is warned of: five minutes, a third of a shorter limit, 20 seconds where it allows
 */
export function warningTime(limit: number): number {
  return Math.max(Math.min(LONGEST_WARNING_MS, limit / 3), Math.min(SHORTEST_WARNING_MS, (limit * 2) / 3));
}

/** @returns a monitor that calls back before a limit and at it; it watches nothing until `setLimits` */
export function createExpiryMonitor(env: Environment, callbacks: ExpiryMonitorCallbacks): ExpiryMonitor {
  let next: Deadline | null = null;
  /** The deadline the server was asked about before warning of it: another tab may have moved it. */
  let asked: number | null = null;
  let cancel: Cancel = () => {};

  function check(): void {
    cancel();
    if (!next) return;
    const { kind, at, lead } = next;
    const left = at - env.now();
    if (left <= 0) {
      cancel = env.after(RETRY_MS, check);
      callbacks.onDeadlinePassed(kind);
    } else if (left > lead) {
      callbacks.onWarning(null);
      cancel = env.after(Math.ceil(left - lead), check);
    } else {
      cancel = env.after(Math.ceil(left), check);
      if (asked === at) callbacks.onWarning({ kind, at, canExtend: kind === "idle" });
      else {
        asked = at;
        void callbacks.confirmWithServer().then(check);
      }
    }
  }

  return {
    check,
    setLimits({ idleExpiresAt, absoluteExpiresAt, createdAt, lastActiveAt }, serverTime, heardAt) {
      const [idle, absolute, server] = [idleExpiresAt, absoluteExpiresAt, serverTime].map(Date.parse);
      if (!idle || !absolute || !server) return;
      const isIdle = idle < absolute;
      const expires = isIdle ? idle : absolute;
      const at = heardAt + expires - server;
      // A deadline that only seems to have moved, by what the request took, is the same.
      const isSame = next && next.at > env.now() && Math.abs(next.at - at) < 1_500;
      next = {
        kind: isIdle ? "idle" : "absolute",
        at: isSame && next ? next.at : at,
        lead: warningTime(expires - Date.parse(isIdle ? lastActiveAt : createdAt)),
      };
      check();
    },
    advanceClock(milliseconds) {
      if (next) next = { ...next, at: next.at - milliseconds };
    },
    clear() {
      cancel();
      next = null;
      callbacks.onWarning(null);
    },
  };
}
