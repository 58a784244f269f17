import { database } from "@/lib/server/database";

/** @returns the ids by which browsers know a user's passkeys (base64url), by the ids of the API */
export async function listPasskeyIds(userId: string): Promise<Record<string, string>> {
  const { authenticators } = await database().findSecondFactors(userId);
  return Object.fromEntries(
    authenticators.flatMap(({ id, credentialId }) => (credentialId === null ? [] : [[id, credentialId]])),
  );
}
