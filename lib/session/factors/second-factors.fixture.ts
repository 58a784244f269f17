/** Authenticators and recovery codes for the tests of the rules. */

import type { AuthenticatorRecord, RecoveryCodeRecord } from "@/lib/session/sign-in/sign-in-records";
import { actorOf } from "@/lib/session/testing/test-records";
import { newAuthenticator } from "./authenticator-rows";

/** The first millisecond of a time step. */
export const NOW = Date.UTC(2030, 0, 1);
export const ADA = { userId: "ada", actor: actorOf("ada", "ada's session") };

export function authenticatorApp(set: Partial<AuthenticatorRecord> = {}): AuthenticatorRecord {
  const given = { id: "app", type: "totp", name: "Authenticator app", sealedSecret: "sealed" } as const;
  const made = newAuthenticator(given, ADA, NOW - 1000);
  return { ...made, confirmedAt: NOW - 1000, addedBySessionId: null, ...set };
}

export function passkey(set: Partial<AuthenticatorRecord> = {}): AuthenticatorRecord {
  const own = { id: "key", type: "passkey", name: "Passkey", sealedSecret: null, signCount: 0 } as const;
  return authenticatorApp({ ...own, credentialId: "credential", publicKey: "key", ...set });
}

export function recoveryCode(id: string, usedAt: number | null = null): RecoveryCodeRecord {
  return { id, userId: ADA.userId, selector: id, hash: `hash of ${id}`, createdAt: NOW - 1000, usedAt };
}
