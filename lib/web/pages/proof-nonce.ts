import "server-only";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { newProofNonce } from "@/lib/server/device-binding/proof-nonce";

/**
 * @returns a nonce with which the page proves its browser's key at once, without being asked for one first; undefined when
 *   no proofs are asked for, and while the database is away
 */
export async function getProofNonce(): Promise<string | undefined> {
  if (config().deviceBinding === "off") return undefined;
  const now = await database()
    .now()
    .catch(() => null);
  return now === null ? undefined : newProofNonce(now);
}
