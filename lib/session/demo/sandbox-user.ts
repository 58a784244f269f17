/**
 * The throw-away users of the demo: one for each visitor of its landing page, gone after half an hour. Their ids and
 * addresses tell them apart from all other users.
 */
import type { NewUser } from "@/lib/session/session";

/** How long a throw-away user exists. */
export const SANDBOX_LIFETIME_MS = 30 * 60 * 1000;

/** The devices that it is signed in on. */
export type SandboxDevice = "laptop" | "phone";

const ID_PREFIX = "sandbox-";

/** A pattern for SQL `like` that fits the ids of the throw-away users and of no others. */
export const SANDBOX_ID_PATTERN = `${ID_PREFIX}%`;

/** The header of a relayed answer with the value of the epoch cookie, which a page reads from its cookies elsewhere. */
export const SANDBOX_EPOCH_HEADER = "x-sandbox-epoch";

/** No mail arrives at a domain under `.invalid` (RFC 2606, section 2). */
const EMAIL_DOMAIN = "@sandbox.invalid";

/** @returns a throw-away user. @param secret random, so that no visitor knows the address of another one's user */
export function newSandboxUser(secret: string, name: string, passwordHash: string): NewUser {
  return {
    id: ID_PREFIX + secret,
    email: `${secret.toLowerCase()}${EMAIL_DOMAIN}`,
    name,
    passwordHash,
    roles: ["user"],
  };
}

/** @returns whether a user is a throw-away one, by the id */
export function isSandboxUser(userId: string): boolean {
  return userId.startsWith(ID_PREFIX);
}
