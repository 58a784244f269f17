import { asRecipient, readStoredMail, type StoredMail } from "@/lib/server/testing/stored-mail";
import { readDatabase } from "./database";
import type { SharedServer } from "./http-test";

/**
 * The newest message to an address, from the outbox in the server's database. A message is there as soon as the request
 * that caused it is answered.
 */
export async function lastMail(
  server: Pick<SharedServer, "origin" | "databaseFile" | "sessionSecret">,
  to: string,
): Promise<{ subject: string; text: string; code: string; link: string }> {
  const stored = readDatabase(server, (db) =>
    db
      .prepare<[string], StoredMail>(
        `select template, "values", sealed_secrets as sealedSecrets, created_at as createdAt, language
         from outbox
         where recipient = ? order by created_at desc, id desc`,
      )
      .get(asRecipient(to)),
  );
  if (!stored) throw new Error(`There is no mail to ${to}.`);
  return readStoredMail(stored, server);
}

/** @returns a code of six digits that is not `code` */
export function otherCode(code: string): string {
  return code === "000000" ? "111111" : "000000";
}
