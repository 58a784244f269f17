/**
 * Password hashes: argon2id, and a limit on how many are computed at once.
 */
import { hash, verify } from "@node-rs/argon2";
import { HashQueueFull } from "@/lib/server/errors";
import { withSpan } from "@/lib/server/observability/spans";
import { processSingleton } from "@/lib/server/singleton";
import { PRODUCT_SLUG } from "@/lib/session/product";

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** How a hash with these parameters begins; any other is replaced at the next sign-in. */
const CURRENT_PREFIX = `$argon2id$v=19$m=${PARAMETERS.memoryCost},t=${PARAMETERS.timeCost},p=${PARAMETERS.parallelism}$`;

/** Node has four threads for such work; one is left for files. */
const CONCURRENCY = 3;
const MAX_WAITING = 500;

/**
 * @returns a PHC string with its own salt
 * @throws HashQueueFull when too many calls are waiting
 */
export function hashPassword(password: string): Promise<string> {
  return runLimited(() => hash(password, PARAMETERS));
}

/**
 * Checks a password, doing the same work whether or not there is anything to check it against: an unknown user
 * takes as long as a wrong password (OWASP ASVS 5.0, 6.3.8).
 *
 * @param stored the PHC string; null when there is no such user, and empty when the user has no password
 * @throws HashQueueFull when too many calls are waiting
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  const against = stored || (await dummyHash());
  const matches = await runLimited(() => verify(against, password));
  return Boolean(stored) && matches;
}

/** @returns whether a stored hash was made with other parameters than today's. */
export function needsRehash(stored: string): boolean {
  return !stored.startsWith(CURRENT_PREFIX);
}

/** A hash of a random password. Made at start, so that the first unknown user takes no longer than the next. */
export function dummyHash(): Promise<string> {
  return processSingleton("dummy hash", () => hash(crypto.getRandomValues(new Uint8Array(32)), PARAMETERS));
}

interface Queue {
  running: number;
  waiting: (() => void)[];
}

/** @returns the calls of this process that compute a hash, and those that wait for their turn */
export function passwordQueue(): Queue {
  return processSingleton<Queue>("password queue", () => ({ running: 0, waiting: [] }));
}

async function runLimited<T>(work: () => Promise<T>): Promise<T> {
  const queue = passwordQueue();
  if (queue.running >= CONCURRENCY) {
    if (queue.waiting.length >= MAX_WAITING) throw new HashQueueFull();
    await new Promise<void>((resolve) => queue.waiting.push(resolve)); // a finished call passes its place to the next
  } else {
    queue.running += 1;
  }
  try {
    return await withSpan("hash password", { [`${PRODUCT_SLUG}.waiting`]: queue.waiting.length }, work);
  } finally {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running -= 1;
  }
}
