/**
 * The browser cookie: which accounts are signed in on this browser, sealed under SESSION_SECRET.
 */
import { z } from "zod";
import type { Config } from "@/lib/server/config";
import { seal, unseal } from "@/lib/server/crypto";
import { processSingleton } from "@/lib/server/singleton";
import { type BoundedMap, createBoundedMap } from "@/lib/session/bounded-map";

const browserStateSchema = z.object({
  browserId: z.string(),
  signIns: z
    .array(
      z.object({
        slot: z.number().int().min(0),
        userId: z.string(),
        sessionId: z.string(),
        /** Milliseconds since the epoch. */
        absoluteExpiresAt: z.number(),
        /** An administrator of this browser acts as the user. */
        impersonated: z.boolean().optional(),
      }),
    )
    .max(16),
  /** The users who have signed in on this browser, each with the session of the last time. */
  knownUsers: z
    .array(z.object({ userId: z.string(), sessionId: z.string() }))
    .max(16)
    .default([]), // cookies from before there was this list
  /** The slot of the account this browser acts for. */
  active: z.number().int().nullable(),
  /** Milliseconds since the epoch. */
  sealedAt: z.number(),
});

export type BrowserState = z.infer<typeof browserStateSchema>;
export type StoredSignIn = BrowserState["signIns"][number];

/** The longest a browser keeps a cookie (RFC 6265bis §5.5). */
export const MAX_COOKIE_AGE_SECONDS = 400 * 24 * 60 * 60;
/** Characters; longer than any seal of ours. */
const MAX_SEAL_LENGTH = 4096;
const MAX_CACHED_SEALS = 5_000;

/**
 * @param now milliseconds since the epoch
 * @returns the value of the browser cookie
 */
export async function sealBrowserState(
  state: Omit<BrowserState, "sealedAt">,
  { secrets }: Pick<Config, "secrets">,
  now: number,
): Promise<string> {
  const sealedState = { ...state, sealedAt: now };
  const sealed = await seal(sealedState, secrets);
  openedSeals().set(sealed, sealedState); // the browser sends it with its next request
  return sealed;
}

/**
 * @param sealed the value of the browser cookie as it was sent
 * @param now milliseconds since the epoch
 * @returns what was sealed; null for anything we did not seal, or sealed longer ago than a browser keeps a cookie
 */
export async function openBrowserState(
  sealed: string | undefined,
  { secrets }: Pick<Config, "secrets">,
  now: number,
): Promise<BrowserState | null> {
  if (!sealed || sealed.length > MAX_SEAL_LENGTH) return null;
  const state = openedSeals().get(sealed) ?? (await openSeal(sealed, secrets));
  return state && state.sealedAt + MAX_COOKIE_AGE_SECONDS * 1000 > now ? state : null;
}

async function openSeal(sealed: string, secrets: readonly string[]): Promise<BrowserState | null> {
  const opened = await unseal(sealed, secrets);
  const state = browserStateSchema.safeParse(opened?.value);
  if (!state.success) return null;
  openedSeals().set(sealed, state.data);
  return state.data;
}

/** Seals that opened under our secrets: the same bytes always open the same way, and every page asks. */
function openedSeals(): BoundedMap<string, BrowserState> {
  return processSingleton("opened seals", () => createBoundedMap(MAX_CACHED_SEALS));
}
