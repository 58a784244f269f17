import { randomBytes } from "node:crypto";
import { database } from "./database";

/**
 * Finds the key that encrypts this user's drafts in this browser, or makes it on first use. It is random and derived from
 * nothing, so once it is deleted, the drafts can never be read again.
 *
 * @returns 256 bits in base64url
 */
export async function draftKey(userId: string, browserId: string): Promise<string> {
  const db = database();
  return db.findOrKeepDraftKey(userId, browserId, randomBytes(32).toString("base64url"), await db.now());
}
