import type { AuthClient } from "@/lib/client/session/auth-client";
import { browserPasskeys, type PasskeyOptions } from "@/lib/client/sign-in/passkeys";
import type { AuthenticatorsView, SecondFactor } from "@/lib/session/sign-in/sign-in-contract";

/** @returns the second factors that the user can give in this browser; all kinds when the server cannot say */
export async function findSecondFactors({ call }: Pick<AuthClient, "call">): Promise<SecondFactor[]> {
  const known = await call<AuthenticatorsView>("/api/me/authenticators", { method: "GET" }).catch(() => null);
  const types = known?.authenticators.map(({ type }) => type) ?? ["totp", "passkey"];
  return [
    ...(types.includes("totp") ? (["totp"] as const) : []),
    "recovery_code",
    ...(types.includes("passkey") && browserPasskeys.isSupported() ? (["passkey"] as const) : []),
  ];
}

/**
 * Asks the browser for a passkey, and proves with it that the user is present.
 *
 * @param signal withdraws the browser's question, which then proves nothing; a browser asks one question at a time
 * @throws {AuthError} `invalid_credential`, and what `reauthenticate` throws
 */
export async function reauthenticateWithPasskey(
  { call, reauthenticate }: Pick<AuthClient, "call" | "reauthenticate">,
  signal: AbortSignal,
): Promise<void> {
  const { options } = await call<{ options: PasskeyOptions }>("/api/auth/reauthenticate/options");
  const credential = await browserPasskeys.get(options, { autofill: false, signal });
  if (credential) await reauthenticate({ credential });
}
