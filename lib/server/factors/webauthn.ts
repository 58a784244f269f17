/**
 * The ceremonies of WebAuthn, as the standard's JSON. Only here the package is used; it is loaded when the first
 * ceremony begins, because loading it takes most of a second.
 */
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from "@simplewebauthn/server";
import { config } from "@/lib/server/config";
import { CHALLENGE_LIFETIME_MS } from "@/lib/session/factors/passkeys";
import { PRODUCT_NAME } from "@/lib/session/product";
import type { AuthenticatorRecord } from "@/lib/session/sign-in/sign-in-records";

export type NewCredential = RegistrationResponseJSON;
export type SignedChallenge = AuthenticationResponseJSON;
export type PasskeyCreationOptions = PublicKeyCredentialCreationOptionsJSON;
export type PasskeyRequestOptions = PublicKeyCredentialRequestOptionsJSON;

/** COSE: ES256 and RS256, which every platform has between them. */
const ALGORITHMS = [-7, -257];

const load = () => import("@simplewebauthn/server");

/** @returns the domain that our passkeys belong to (WebAuthn Level 3, "RP ID") */
function relyingPartyId(): string {
  return new URL(config().origin).hostname;
}

/**
 * @param challenge base64url
 * @param user.handle base64url; random, because a passkey shows it to anyone who holds it (section 14.6.1)
 * @param existing the user's passkeys, which are not made a second time
 */
export async function creationOptions(
  challenge: string,
  user: { handle: string; email: string; name: string },
  existing: AuthenticatorRecord[],
): Promise<PasskeyCreationOptions> {
  const { generateRegistrationOptions } = await load();
  return generateRegistrationOptions({
    rpName: PRODUCT_NAME,
    rpID: relyingPartyId(),
    challenge: bytes(challenge),
    userID: bytes(user.handle),
    userName: user.email,
    userDisplayName: user.name,
    timeout: CHALLENGE_LIFETIME_MS,
    attestationType: "none",
    excludeCredentials: existing.flatMap(({ credentialId, transports }) =>
      credentialId ? [{ id: credentialId, ...(transports && { transports }) }] : [],
    ),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    supportedAlgorithmIDs: ALGORITHMS,
  });
}

/**
 * @param challenge base64url
 * @returns options without a list of credentials: they are the same for every user
 */
export async function requestOptions(challenge: string): Promise<PasskeyRequestOptions> {
  const { generateAuthenticationOptions } = await load();
  return generateAuthenticationOptions({
    rpID: relyingPartyId(),
    challenge: bytes(challenge),
    timeout: CHALLENGE_LIFETIME_MS,
    userVerification: "required",
  });
}

/**
 * @param clientDataJSON base64url, as the browser sent it
 * @returns the challenge that it says was signed; null for anything that was made in a frame of another site, or cannot
 *   be read
 */
export function challengeOf(clientDataJSON: string): string | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(clientDataJSON, "base64url").toString("utf8"));
    if (typeof data !== "object" || data === null || !("challenge" in data)) return null;
    if ("crossOrigin" in data && data.crossOrigin === true) return null;
    return typeof data.challenge === "string" ? data.challenge : null;
  } catch {
    return null;
  }
}

/**
 * Verifies a new credential (section 7.1): type, challenge, origin, domain, user verification, algorithm.
 *
 * @param challenge base64url
 * @returns what is stored of it; null when it is not good
 */
export async function verifyNewCredential(
  credential: NewCredential,
  challenge: string,
): Promise<Pick<
  AuthenticatorRecord,
  "credentialId" | "publicKey" | "signCount" | "transports" | "backedUp"
> | null> {
  const { verifyRegistrationResponse } = await load();
  const result = await verifyRegistrationResponse({
    response: credential,
    expectedChallenge: challenge,
    ...expected(),
    supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => null);
  if (!result?.verified) return null;
  const { credential: made, credentialBackedUp } = result.registrationInfo;
  if (made.id !== credential.id) return null;
  return {
    credentialId: made.id,
    publicKey: Buffer.from(made.publicKey).toString("base64url"),
    signCount: made.counter,
    transports: made.transports ?? null,
    backedUp: credentialBackedUp,
  };
}

/**
 * Verifies a signed challenge (section 7.2): type, challenge, origin, domain, user verification, signature. The counter
 * is left to `decidePasskey`.
 *
 * @param challenge base64url
 * @param passkey the passkey with the credential's id
 * @returns null when it is not good
 */
export async function verifySignedChallenge(
  credential: SignedChallenge,
  challenge: string,
  { credentialId, publicKey }: AuthenticatorRecord,
): Promise<{ signCount: number; backedUp: boolean } | null> {
  if (!credentialId || !publicKey) return null;
  const { verifyAuthenticationResponse } = await load();
  const result = await verifyAuthenticationResponse({
    response: credential,
    expectedChallenge: challenge,
    ...expected(),
    credential: { id: credentialId, publicKey: bytes(publicKey), counter: 0 },
  }).catch(() => null);
  if (!result?.verified) return null;
  const { newCounter, credentialBackedUp } = result.authenticationInfo;
  return { signCount: newCounter, backedUp: credentialBackedUp };
}

function expected() {
  return {
    expectedOrigin: config().origin,
    expectedRPID: relyingPartyId(),
    requireUserVerification: true,
  };
}

function bytes(base64url: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64url, "base64url"));
}
