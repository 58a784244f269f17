"use client";

import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { TotpSetup } from "@/lib/client/sign-in/attempt-state";
import { createPasskey, forgetPasskey } from "@/lib/client/sign-in/create-passkey";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";

const ROOT = "/api/me/authenticators";

/**
 * What a user does with authenticator apps, passkeys and recovery codes. Each function rejects with an `AuthError`; those
 * that need a recent sign-in ask for the password first.
 */
export function useSecondFactors() {
  const { call } = useAuthClient();
  return {
    beginApp: () => call<TotpSetup & { id: string }>(`${ROOT}/totp`),
    /** @returns the first recovery codes, if this was the first second factor; else null */
    async confirmApp(id: string, code: string): Promise<string[] | null> {
      const { recoveryCodes } = await call<{ recoveryCodes?: string[] }>(`${ROOT}/totp/${id}/confirm`, {
        body: { code },
      });
      return recoveryCodes?.length ? recoveryCodes : null;
    },
    /** @returns the passkey, with the first recovery codes if there are any; null when the user closed the dialog */
    async addPasskey(): Promise<(AuthenticatorView & { recoveryCodes?: string[] }) | null> {
      const { options } = await call<{ options: PublicKeyCredentialCreationOptionsJSON }>(
        `${ROOT}/passkey/options`,
      );
      const credential = await createPasskey(options);
      return credential && call(`${ROOT}/passkey`, { body: { credential } });
    },
    rename: (id: string, name: string) =>
      call<AuthenticatorView>(`${ROOT}/${id}`, { method: "PATCH", body: { name } }),
    /** @param credentialId of a passkey; undefined for an app */
    async remove(id: string, credentialId: string | undefined): Promise<void> {
      await call<void>(`${ROOT}/${id}`, { method: "DELETE" });
      if (credentialId) await forgetPasskey(credentialId);
    },
    async makeRecoveryCodes(): Promise<string[]> {
      return (await call<{ recoveryCodes: string[] }>("/api/me/recovery-codes")).recoveryCodes;
    },
  };
}
