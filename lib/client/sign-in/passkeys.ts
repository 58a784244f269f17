/**
 * The browser's passkeys, by its own JSON functions (WebAuthn Level 3, sections 5.1.10 and 5.1.7).
 */
import { AuthError } from "@/lib/client/http/auth-error";

export type PasskeyOptions = PublicKeyCredentialRequestOptionsJSON;
export type PasskeyCredential = ReturnType<PublicKeyCredential["toJSON"]>;

export interface Passkeys {
  isSupported(): boolean;
  /** Whether the browser can offer passkeys in the autofill of a field. */
  canAutofill(): Promise<boolean>;
  /**
   * @param options as the server sent them
   * @param more.autofill waits until the user picks a passkey in a field's autofill; otherwise the browser asks at once
   * @returns null when the user closed the dialog, there is no passkey, or `signal` was aborted
   * @throws {AuthError} `invalid_credential` when the browser itself refuses
   */
  get(
    options: PasskeyOptions,
    more: { autofill: boolean; signal: AbortSignal },
  ): Promise<PasskeyCredential | null>;
}

/** How a browser says that it made or got no passkey, without saying why (WebAuthn Level 3, sections 14.5.1 and 14.5.2). */
export const WITHDRAWN = ["NotAllowedError", "AbortError"];

/** The passkeys of the browser this page runs in. Nothing is touched before it is used, so the server can make one too. */
export const browserPasskeys: Passkeys = {
  isSupported: () => typeof globalThis.PublicKeyCredential?.parseRequestOptionsFromJSON === "function",
  async canAutofill() {
    if (!browserPasskeys.isSupported()) return false;
    return (await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false)) ?? false;
  },
  async get(options, { autofill, signal }) {
    try {
      const credential = await navigator.credentials.get({
        publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options),
        signal,
        ...(autofill && { mediation: "conditional" }),
      });
      return (credential as PublicKeyCredential | null)?.toJSON() ?? null;
    } catch (thrown) {
      if (thrown instanceof DOMException && WITHDRAWN.includes(thrown.name)) return null;
      throw new AuthError("invalid_credential", { cause: thrown });
    }
  },
};
