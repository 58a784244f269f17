import { randomBytes } from "node:crypto";
import { database } from "./database";

/**
 * The key this user's drafts in this browser are encrypted with: 256 random bits, made on first use. It is derived from
 * nothing, so once it is deleted what it encrypted cannot be read again, by anybody.
 *
 * @returns base64url
 */
export async function draftKey(userId: string, browserId: string): Promise<string> {
  const db = database();
  return db.findOrKeepDraftKey(userId, browserId, randomBytes(32).toString("base64url"), await db.now());
}
