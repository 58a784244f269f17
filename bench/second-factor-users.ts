/** Users with an authenticator app, whose sign-ins are compared with those of users without one. */
import { Secret, TOTP } from "otpauth";
import { insertStatement } from "@/db/queries/row-writes";
import { openClient } from "@/db/sqlite/connection";
import { createExecutor } from "@/db/sqlite/execute";
import { hashToken, newId, sealSecret } from "@/lib/server/crypto";
import { newAuthenticator } from "@/lib/session/factors/authenticator-rows";
import { RECOVERY_CODE_COUNT } from "@/lib/session/factors/recovery-codes";
import { emailOf } from "./users";

/** The secret of every app, in base 32. */
const TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/** @returns the code that every app shows now */
export function generateAppCode(): string {
  return TOTP.generate({ secret: Secret.fromBase32(TOTP_SECRET), timestamp: Date.now() });
}

const insertAuthenticator = insertStatement(({ authenticators }) => authenticators);
const insertRecoveryCode = insertStatement(({ recoveryCodes }) => recoveryCodes);

/**
 * Gives users an app and recovery codes. A code may be given again and again: the time step of the last one is forgotten,
 * or each user could sign in only once in 30 seconds.
 *
 * @param numbers the users, by their number
 * @param sessionSecret the secret of the server that will open the database
 */
export function addSecondFactors(file: string, numbers: number[], sessionSecret: string): void {
  const client = openClient(file);
  const { execute } = createExecutor(client, Date.now);
  const find = client.$client.prepare<[string], { id: string }>("select id from users where email = ?");
  client.$client.exec("begin");
  for (const number of numbers) {
    const userId = find.get(emailOf(number))?.id;
    if (!userId) throw new Error(`There is no user ${number}.`);
    for (const query of factorsOf(userId, sessionSecret)) execute(query);
  }
  client.$client.exec(
    `create trigger forget_last_step after update of last_step on authenticators
     begin update authenticators set last_step = null where id = new.id; end`,
  );
  client.$client.exec("commit");
  client.$client.close();
}

function factorsOf(userId: string, sessionSecret: string) {
  const now = Date.now();
  const actor = { userId, sessionId: null, ipAddress: null, device: null };
  const sealedSecret = sealSecret(TOTP_SECRET, [sessionSecret]);
  const app = {
    id: newId(),
    type: "totp",
    name: "Authenticator app",
    confirmedAt: now,
    sealedSecret,
  } as const;
  const codes = Array.from({ length: RECOVERY_CODE_COUNT }, (_, at) => ({
    id: newId(),
    userId,
    selector: `${at}`,
    hash: hashToken(newId()),
    createdAt: now,
    usedAt: null,
  }));
  return [
    insertAuthenticator(newAuthenticator(app, { userId, actor }, now)),
    ...codes.map((code) => insertRecoveryCode(code)),
  ];
}
