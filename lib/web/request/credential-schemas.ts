/** What a browser sends of a passkey. */
import { z } from "zod";

/** Bytes as base64url; longer than any that a passkey sends. */
const base64url = z.string().regex(/^[\w-]{1,8192}$/);
/** What browsers send as `PublicKeyCredential.toJSON()`; members that are not needed are dropped. */
const credentialShape = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
};
const noExtensions = z.unknown().transform(() => ({}));
/** A passkey that was made. */
export const newCredential = z.object({
  ...credentialShape,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(32)).max(8).default([]),
  }),
  clientExtensionResults: noExtensions,
});
/** A challenge that a passkey has signed. */
export const signedChallenge = z.object({
  ...credentialShape,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: base64url.or(z.literal("")).default(""),
  }),
  clientExtensionResults: noExtensions,
});
