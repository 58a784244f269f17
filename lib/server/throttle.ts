/**
 * How fast passwords may be guessed. Every attempt is counted before it is checked, in the database, so parallel
 * guesses and restarts gain nothing (OWASP ASVS 5.0, 6.3.1).
 *
 * Three counters: for the account, whoever asks; for the address, whatever account; and for a browser this user has
 * signed in on before, which is let past a lock-out that strangers caused (ASVS 6.1.1: lock-out is no weapon).
 */
import { RateLimiterRes } from "rate-limiter-flexible";
import type { Limiter } from "@/db/records";
import { config } from "./config";
import { database } from "./database";
import { type Refusal, refuse } from "./refusal";
import { once } from "./singleton";

const QUARTER_HOUR = 15 * 60;

/** Attempts per window (seconds). */
export const LIMITS = {
  account: { points: 10, duration: QUARTER_HOUR },
  knownBrowser: { points: 10, duration: QUARTER_HOUR },
  address: { points: 100, duration: QUARTER_HOUR },
  signUp: { points: 100, duration: 4 * QUARTER_HOUR },
} as const;
export type Counter = keyof typeof LIMITS;

/** A counted attempt, which can be given back when it turns out to have been right. */
export interface Attempt {
  counter: Counter;
  key: string;
}

/**
 * Counts an attempt.
 *
 * @returns null when it may go on, else a refusal that says after how many seconds to try again
 */
export async function countAttempt({ counter, key }: Attempt): Promise<Refusal | null> {
  if (!config().rateLimit) return null;
  try {
    await limiter(counter).count(key);
    return null;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    return refuse("rate_limited", { retryAfter: Math.max(1, Math.ceil(error.msBeforeNext / 1000)) });
  }
}

/** Takes back an attempt: a right password is no guess. */
export async function forgiveAttempt({ counter, key }: Attempt): Promise<void> {
  if (config().rateLimit) await limiter(counter).forgive(key);
}

/** @returns an address's key: IPv6 is counted by its /64, which is what one customer gets. */
export function addressKey(address: string | null): string {
  if (!address?.includes(":")) return address ?? "unknown";
  const [head = "", tail = ""] = address.toLowerCase().split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail.split(":").filter(Boolean);
  const missing = address.includes("::") ? Math.max(0, 8 - left.length - right.length) : 0;
  const groups = [...left, ...Array<string>(missing).fill("0"), ...right];
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":")}::/64`;
}

function limiter(counter: Counter): Limiter {
  return once(`limiter ${counter}`, () => database().limiter({ keyPrefix: counter, ...LIMITS[counter] }));
}
