/**
 * Adding a passkey to the browser or a security key, and telling the browser that one is gone, by the browser's own
 * functions (WebAuthn Level 3, sections 5.1.9 and 5.1.10.4).
 */
import { AuthError } from "@/lib/client/http/auth-error";
import { type PasskeyCredential, WITHDRAWN } from "./passkeys";

/**
 * Asks the browser to make a passkey.
 *
 * @param options as the server sent them
 * @returns null when the user closed the browser's dialog, or took too long
 * @throws {AuthError} `passkey_exists` when this device already has one for the account, `invalid_credential` when the
 *   browser itself refuses
 */
export async function createPasskey(
  options: PublicKeyCredentialCreationOptionsJSON,
): Promise<PasskeyCredential | null> {
  try {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    const credential = await navigator.credentials.create({ publicKey });
    return (credential as PublicKeyCredential | null)?.toJSON() ?? null;
  } catch (thrown) {
    const name = thrown instanceof DOMException ? thrown.name : "";
    if (WITHDRAWN.includes(name)) return null;
    throw new AuthError(name === "InvalidStateError" ? "passkey_exists" : "invalid_credential", {
      cause: thrown,
    });
  }
}

/**
 * Tells the browser that the server knows a passkey no more, so that it is not offered again. A browser may delete it for
 * good: call this only once the server has removed it.
 *
 * @param credentialId base64url, without padding
 */
export async function forgetPasskey(credentialId: string): Promise<void> {
  const rpId = location.hostname;
  // A browser without the Signal API goes on offering it, and the server refuses it.
  await globalThis.PublicKeyCredential?.signalUnknownCredential?.({ rpId, credentialId }).catch(() => {});
}
