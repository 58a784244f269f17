/** Signing in by an identity provider: sending a browser there, and taking what it brings back. */

import type { ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { newId, sealSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { findSignInKey, provenEarlier } from "@/lib/server/device-binding/request-proof";
import { canonicalEmail, foldsToAnotherMailbox, MAX_EMAIL } from "@/lib/server/email";
import { providerUnavailableIn } from "@/lib/server/errors";
import {
  type AuthorizationRequest,
  callbackUri,
  newAuthorizationRequest,
} from "@/lib/server/identity-provider/authorization";
import {
  exchangeCode,
  type ProviderProfile,
  type ProviderSignIn,
} from "@/lib/server/identity-provider/code-exchange";
import { openState, type ProviderState, spendState } from "@/lib/server/identity-provider/state";
import { isoTime } from "@/lib/server/iso-time";
import { addressKey, consume } from "@/lib/server/rate-limit";
import type { Grant } from "@/lib/server/sessions/grant";
import type { Failure } from "@/lib/session/failure";
import { isFailure } from "@/lib/session/failure";
import type { IdentityRecord } from "@/lib/session/sign-in/identity-records";
import type { ProviderError } from "@/lib/session/sign-in/provider-errors";
import { decideProviderSignIn, type ProviderCommand } from "@/lib/session/sign-in/provider-sign-in";
import { MAX_NAME_LENGTH } from "@/lib/session/text-limits";
import type { NextStep } from "./attempt-views";
import { attemptPolicy, isKnownBrowser, newOpening, secondStepCounter, toResult } from "./new-session";

/**
 * Seconds. Nearly every session at a provider is younger than a year; asked for a limit, the provider says when its user
 * signed in there (OpenID Connect Core 1.0, section 2, `auth_time`).
 */
const DATED_MAX_AGE = String(365 * 24 * 60 * 60);

/**
 * Begins a sign-in at the provider.
 *
 * @param wish.returnTo a path of ours that was checked already
 * @param wish.expectedUserId the user who is signed in and shall show the provider again who they are; undefined for any
 *   other sign-in
 * @returns where the browser is sent; or `rate_limited` with the seconds to wait, and the codes of `findSignInKey`
 * @throws ProviderUnavailable while the provider is away
 */
export async function startProviderSignIn(
  wish: Pick<ProviderState, "returnTo" | "rememberMe" | "expectedUserId">,
  client: ClientInfo,
): Promise<AuthorizationRequest | Failure> {
  const { browserId, device } = client;
  const boundKey = await findSignInKey(client);
  if (isFailure(boundKey)) return boundKey;
  const blocked = await consume({ limit: "attempt", key: addressKey(device.ipAddress) });
  if (blocked) return blocked.failure;
  return newAuthorizationRequest(
    { ...wish, kind: "sign_in", browserId, boundKey },
    callbackUri(),
    wish.expectedUserId === undefined ? { max_age: DATED_MAX_AGE } : { prompt: "login", max_age: "0" },
  );
}

/** What came of a sign-in at the provider. */
export type ProviderResult = {
  /** The state that was used up; null for one that is not good. */
  state: ProviderState | null;
} & (
  | { step: Grant | NextStep }
  /** Five accounts are signed in on this browser. */
  | { isFull: true }
  | { error: ProviderError /** What waits for the user to sign in to the account. */; waiting?: WaitingLink }
);

/** A sign-in that is linked to the account whose user signs in with the browser that has its key. */
export interface WaitingLink {
  id: string;
  expiresAt: string;
}

/**
 * Takes what a browser brings back from the provider. Its state works once, in the browser that began (RFC 9700, section
 * 4.7), and is used up before the code is looked at.
 *
 * @param answer the parameters of the callback
 */
export async function finishProviderSignIn(
  answer: URLSearchParams,
  client: ClientInfo,
): Promise<ProviderResult> {
  const state = await openState(answer.get("state") ?? "", "sign_in", client.browserId);
  // The browser's cookie lasts, and may have been copied; the key of this one sign-in came with its start.
  const isOwn = state !== null && client.attemptIds.includes(state.id);
  if (!isOwn || !(await spendState(state))) return { state: null, error: "state" };
  try {
    const signIn = await exchangeCode(state, answer, callbackUri());
    if ("refusal" in signIn) return { state, error: signIn.refusal };
    return {
      state,
      ...(await openAccount(signIn, state, { ...client, proof: provenEarlier(state.boundKey) })),
    };
  } catch (error) {
    if (!providerUnavailableIn(error)) throw error;
    return { state, error: "unavailable" };
  }
}

type Opened = { step: Grant | NextStep } | { isFull: true } | { error: ProviderError; waiting?: WaitingLink };

/** Opens the account of the user whom the provider names, or makes it. */
async function openAccount(
  signIn: ProviderSignIn,
  { rememberMe, expectedUserId }: Pick<ProviderState, "rememberMe" | "expectedUserId">,
  client: ClientInfo,
): Promise<Opened> {
  const { issuer, subject } = signIn;
  const db = database();
  const identity = await db.findIdentity(issuer, subject);
  // Only a first sign-in needs to know more of the user.
  const profile = identity ? null : await signIn.findProfile();
  const { browserId, signal } = client;
  const knownBrowser = await isKnownBrowser(identity?.userId, client);
  const { opening, refreshToken } = await newOpening(client, knownBrowser);
  const command = {
    ...commandOf(signIn, profile),
    ...{ browserId, rememberMe, expectedUserId: expectedUserId ?? null, opening },
  };
  const { email, signInId } = command;
  const key = { issuer, subject, email, browserId, signal, ...counterOf(identity, client, knownBrowser) };
  const { outcome, now } = await db.changeProviderUser(key, (rows, now) =>
    decideProviderSignIn(rows ?? { identity: null, found: null }, command, now, attemptPolicy()),
  );
  if ("kind" in outcome && outcome.kind === "refused") {
    const { error, until } = outcome;
    return until === null ? { error } : { error, waiting: { id: signInId, expiresAt: isoTime(until) } };
  }
  const step = toResult({ outcome, now }, refreshToken);
  if (!isFailure(step)) return { step };
  return step.code === "too_many_accounts" ? { isFull: true } : { error: "unavailable" };
}

function counterOf(identity: IdentityRecord | null, client: ClientInfo, knownBrowser: boolean) {
  return identity ? { secondStepCounter: secondStepCounter(identity.userId, client, knownBrowser) } : {};
}

type FromProvider = Omit<ProviderCommand, "browserId" | "rememberMe" | "expectedUserId" | "opening">;

function commandOf(
  { issuer, subject, sid, idToken, authenticatedAt }: ProviderSignIn,
  profile: ProviderProfile | null,
): FromProvider {
  const email = profile ? verifiedEmail(profile) : null;
  return {
    issuer,
    subject,
    sid,
    authenticatedAt,
    email,
    name: shownName(profile?.name ?? null, email),
    sealedIdToken: sealSecret(idToken, config().secrets),
    attemptId: newId(),
    identityId: newId(),
    signInId: newId(),
  };
}

/**
 * @returns the address in canonical form, if the provider says that it has verified it; null for any other, also for one
 *   whose canonical form is another mailbox: the provider has not verified that
 */
function verifiedEmail({ email, emailVerified }: ProviderProfile): string | null {
  if (email === null || !emailVerified || foldsToAnotherMailbox(email)) return null;
  const canonical = canonicalEmail(email);
  return canonical.length <= MAX_EMAIL && /^[^\s@\p{C}"<>]+@(?:[a-z0-9-]+\.)+[a-z0-9-]+$/u.test(canonical)
    ? canonical
    : null;
}

/** @returns a name on one line without invisible characters; the part of the address before the @ for a user without one */
function shownName(name: string | null, email: string | null): string {
  const clean = (name ?? "").replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, " ").trim();
  const [beforeAt = ""] = (email ?? "").split("@");
  return [...(clean || beforeAt)].slice(0, MAX_NAME_LENGTH).join("").trim();
}
