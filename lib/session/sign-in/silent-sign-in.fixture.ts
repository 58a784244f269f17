/** Sessions that a provider began, and its word for going on with them. */

import { newAuthenticator } from "@/lib/session/factors/authenticator-rows";
import { NO_ACTOR } from "@/lib/session/revocation";
import { type SessionRecord, UNKNOWN_DEVICE } from "@/lib/session/session";
import { MINUTE_MS, makeUser, POLICY } from "@/lib/session/testing/test-records";
import type { AttemptPolicy } from "./attempt-progress";
import { newIdentity } from "./identities";
import type { ProviderRows } from "./provider-sign-in";
import { openSession } from "./sign-in";
import { decideSilentSignIn, type SilentCommand } from "./silent-sign-in";

const ISSUER = "https://id.example.com";
const SUBJECT = "subject";
export const BEGAN = Date.UTC(2030, 0, 1);
export const policy: AttemptPolicy = { ...POLICY, secondFactorRequired: false, unlimited: true };
export const { idle, absolute } = policy.limits;
export const ada = makeUser("ada");
export const opened = {
  id: "new",
  tokenHash: "hash",
  browserId: "browser",
  device: UNKNOWN_DEVICE,
  actor: NO_ACTOR,
  signedInUsers: [],
};
export const command: SilentCommand = {
  issuer: ISSUER,
  subject: SUBJECT,
  sid: "sid",
  sealedIdToken: "sealed",
  signInId: "sign-in",
  asksForKey: true,
  opening: { session: opened, newUserId: "unused", knownBrowser: true, language: "en" },
};

/** A session that the provider began. */
export function session(set: Partial<SessionRecord> = {}): SessionRecord {
  const from = {
    id: "old",
    browserId: "browser",
    authMethods: ["oidc"],
    rememberMe: false,
    device: UNKNOWN_DEVICE,
  };
  return { ...openSession(ada, from, BEGAN, policy), ...set };
}

export const expired = (set: Partial<SessionRecord> = {}) =>
  session({ endedAt: BEGAN + idle, endedReason: "idle", ...set });

export function rows({ sessions = [] as SessionRecord[], hasFactor = false } = {}): ProviderRows {
  const identity = newIdentity(
    { id: "i", userId: ada.id, issuer: ISSUER, subject: SUBJECT, email: null },
    BEGAN,
  );
  const app = { id: "a", type: "totp", name: "App", confirmedAt: BEGAN, sealedSecret: "s" } as const;
  const authenticators = hasFactor ? [newAuthenticator(app, { userId: ada.id, actor: NO_ACTOR }, BEGAN)] : [];
  const earlier = {
    ...{ id: "row", issuer: ISSUER, subject: SUBJECT, sid: "sid", email: ada.email, sealedIdToken: "sealed" },
    ...{ browserId: "browser", userId: ada.id, attemptId: null, sessionId: "old" },
    ...{ createdAt: BEGAN, expiresAt: BEGAN },
  };
  return {
    identity,
    earlier,
    found: {
      account: { user: ada, sessions, signIns: null, notices: null },
      factors: { authenticators, recoveryCodes: [] },
      secondSteps: { counter: "second-steps", usage: null },
      providerSignIns: [],
    },
  };
}

export function decide(
  earlier: SessionRecord,
  {
    found = rows(),
    at = BEGAN + idle + MINUTE_MS,
    said = {},
    rules = policy,
  }: { found?: ProviderRows; at?: number; said?: Partial<SilentCommand>; rules?: AttemptPolicy } = {},
) {
  return decideSilentSignIn(found, earlier, { ...command, ...said }, at, rules);
}
