/**
 * The state of a request to the identity provider: all that its answer is checked against, sealed under SESSION_SECRET.
 * Nothing of it is stored, and it works once (RFC 9700, section 4.7).
 */
import { z } from "zod";
import { config } from "@/lib/server/config";
import { hashToken, seal, unseal } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";

const stateSchema = z.object({
  /** `silent`: without a screen, in a frame. */
  kind: z.enum(["sign_in", "silent"]),
  id: z.string(),
  /** The browser that asked. */
  browserId: z.string(),
  /** PKCE (RFC 7636). */
  codeVerifier: z.string(),
  nonce: z.string(),
  issuer: z.string(),
  /** The session that a silent request goes on with. */
  sessionId: z.string().optional(),
  /** The user who has to show the provider again who they are; without one, the answer may name any user. */
  expectedUserId: z.string().optional(),
  returnTo: z.string(),
  rememberMe: z.boolean(),
  /** The key that the session will be bound to, which the start proved; null for none. */
  boundKey: z.string().nullable(),
  /** Milliseconds since the epoch. */
  expiresAt: z.number(),
});

export type ProviderState = z.infer<typeof stateSchema>;

/** Characters; longer than any state of ours. */
const MAX_STATE_LENGTH = 8192;

/** @returns the value of the parameter `state` */
export function sealState(state: ProviderState): Promise<string> {
  return seal(state, config().secrets);
}

/**
 * Opens a state, which stays good.
 *
 * @param kind the only kind that is taken
 * @param browserId the browser that brings it, which must be the one that asked
 * @returns null for anything else than an unexpired state of ours
 */
export async function openState(
  sealed: string,
  kind: ProviderState["kind"],
  browserId: string,
): Promise<ProviderState | null> {
  if (sealed === "" || sealed.length > MAX_STATE_LENGTH) return null;
  const opened = stateSchema.safeParse((await unseal(sealed, config().secrets))?.value);
  if (!opened.success) return null;
  const state = opened.data;
  const isGood = state.kind === kind && state.browserId === browserId;
  return isGood && (await database().now()) < state.expiresAt ? state : null;
}

/** Uses a state up. @returns whether this was its first use */
export function spendState({ id, expiresAt }: ProviderState): Promise<boolean> {
  return database().useId({ hash: hashToken(`state of a provider sign-in ${id}`), expiresAt });
}
