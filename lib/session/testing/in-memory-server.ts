/**
 * A session server in memory, with a clock that only the test moves. It does the work of the use cases around the rules
 * (create tokens, hash them, seal and open successors) and nothing else.
 */

import { decidePasswordChange, type PasswordChangeOutcome } from "@/lib/session/account/password-change";
import { authorizeBearer, type BearerClaims } from "@/lib/session/bearer";
import type { BoundCookie } from "@/lib/session/device-binding/dbsc";
import type { DeviceProof, SignedProof } from "@/lib/session/device-binding/device-proof";
import { isFailure } from "@/lib/session/failure";
import { decideSetIdleTimeout } from "@/lib/session/idle-timeout";
import { decidePresence } from "@/lib/session/presence";
import { decideRefresh, type RefreshPolicy } from "@/lib/session/refresh";
import { decideRevoke, decideRevokeAll } from "@/lib/session/revocation";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import {
  decideSignIn,
  decideSignUp,
  type NewSession,
  type SignInPolicy,
} from "@/lib/session/sign-in/sign-in";
import { MemoryStore } from "./memory-store";
import { actorOf, DEVICE, makeUser, POLICY } from "./test-records";

/** How a caller proves a key. */
export interface Proving {
  proof?: DeviceProof;
  boundCookies?: readonly BoundCookie[];
  replacesKey?: boolean;
}

export class InMemoryServer {
  now = Date.UTC(2030, 0, 1);
  readonly store = new MemoryStore();
  readonly policy: RefreshPolicy & SignInPolicy;
  private made = 0;

  constructor(policy: Partial<RefreshPolicy & SignInPolicy> = {}) {
    this.policy = { ...POLICY, ...policy };
    for (const id of ["ada", "grace"]) this.store.users.set(id, makeUser(id));
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }

  /** @returns the command of a sign-in, and the token that will belong to it. */
  newSession(userId: string, options: Partial<NewSession> = {}): { token: string; command: NewSession } {
    const token = this.makeToken();
    const id = `session-${this.made}`;
    const command: NewSession = {
      id,
      tokenHash: hash(token),
      browserId: `browser-${this.made}`,
      rememberMe: false,
      authMethods: ["pwd"],
      device: DEVICE,
      actor: actorOf(userId),
      signedInUsers: [],
      ...options,
    };
    return { token, command };
  }

  /** Tries to sign in. */
  trySignIn(
    userId = "ada",
    options: Partial<NewSession & { verifiedHash: string; knownBrowser: boolean }> = {},
  ) {
    const { token, command } = this.newSession(userId, options);
    const account = this.store.account(userId);
    const verifiedHash = options.verifiedHash ?? account?.user.passwordHash ?? "";
    const knownBrowser = options.knownBrowser ?? true;
    const outcome = this.store.commit(
      decideSignIn(account, { ...command, verifiedHash, knownBrowser }, this.now, this.policy),
    );
    return { outcome, token };
  }

  /** Signs in; throws when that is refused. */
  signIn(userId = "ada", options: Partial<NewSession> = {}): { id: string; token: string } {
    const { outcome, token } = this.trySignIn(userId, options);
    if (isFailure(outcome)) throw new Error(outcome.code);
    return { id: outcome.session.id, token };
  }

  /** Chooses an idle limit on a session; null means the deployment's. */
  setIdleTimeout(sessionId: string, idleTimeout: number | null, { isRecent = true } = {}) {
    const { userId } = this.session(sessionId);
    const choice = {
      idleTimeout,
      sessionId,
      isRecent,
      limits: this.policy.limits,
      actor: actorOf(userId, sessionId),
      usage: null,
    };
    return this.store.commit(decideSetIdleTimeout(this.store.account(userId), choice, this.now, this.policy));
  }

  /** @param signedInUsers those on the browser */
  signUp(user: UserRecord, takenBy: string | null = null, signedInUsers: string[] = []) {
    const existing = takenBy === null ? null : this.store.account(takenBy);
    const { token, command } = this.newSession(user.id);
    const made = { ...command, user, signedInUsers };
    const outcome = this.store.commit(decideSignUp(existing, made, this.now, this.policy));
    return { outcome, token };
  }

  /** Presents a token for a refresh. `token` in the result is the token of the answer, or null. */
  refresh(presented: string, { proof, boundCookies = [], replacesKey = false }: Proving = {}) {
    const candidate = this.makeToken();
    const command = {
      candidate: this.candidate(candidate, presented),
      actor: actorOf(null),
      boundCookies,
      ...(proof && { proof, replacesKey }),
    };
    const family = this.store.family(hash(presented), proof);
    const outcome = this.store.commit(decideRefresh(family, command, this.now, this.policy));
    return { outcome, token: answered(outcome, presented, candidate) };
  }

  changePassword(
    presented: string,
    options: {
      sessionId?: string;
      verifiedHash?: string;
      passwordHash?: string;
      signOutOthers?: boolean;
      proof?: DeviceProof;
    } = {},
  ) {
    const candidate = this.makeToken();
    const { proof } = options;
    const family = this.store.family(hash(presented), proof);
    const command = {
      sessionId: options.sessionId ?? family?.session.id ?? "",
      verifiedHash: options.verifiedHash ?? family?.account?.user.passwordHash ?? "",
      passwordHash: options.passwordHash ?? `hash-of-${candidate}`,
      signOutOthers: options.signOutOthers ?? true,
      candidate: this.candidate(candidate, presented),
      actor: actorOf("ada"),
      ...(proof && { proof }),
    };
    const outcome = this.store.commit(decidePasswordChange(family, command, this.now, this.policy));
    return { outcome, token: answered(outcome, presented, candidate) };
  }

  /** Uses an access token on the API, as the data layer does: its first use is recorded. */
  callApi(claims: BearerClaims) {
    const session = this.store.sessions.get(claims.sid) ?? null;
    const outcome = authorizeBearer(claims, session, this.now, this.policy);
    if (!isFailure(outcome) && outcome.firstSeen) {
      const set = { seenAt: this.now };
      this.store.commit({
        outcome: null,
        changes: [{ kind: "update-session", id: claims.sid, set }],
        events: [],
      });
    }
    return outcome;
  }

  /** Uses the access token that was issued with `token`. */
  callApiAs(token: string) {
    const { sessionId, userId, generation } = this.row(token);
    return this.callApi({ sid: sessionId, sub: userId, gen: generation });
  }

  report(sessionId: string, idleFor: number) {
    return this.store.commit(
      decidePresence(this.store.sessions.get(sessionId) ?? null, { idleFor }, this.now),
    );
  }

  revoke(sessionId: string, reason: Parameters<typeof decideRevoke>[1]["reason"] = "user") {
    const session = this.store.sessions.get(sessionId) ?? null;
    return this.store.commit(decideRevoke(session, { reason, actor: actorOf("ada") }, this.now));
  }

  revokeAll(userId: string, keep: string | null) {
    const command = { keep, reason: "revoked_everywhere" as const, actor: actorOf(userId) };
    return this.store.commit(decideRevokeAll(this.store.account(userId), command, this.now));
  }

  session(id: string): SessionRecord {
    return this.store.session(id);
  }

  /** The row of a token. */
  row(token: string) {
    const row = this.store.tokens.get(hash(token));
    if (!row) throw new Error(`no token ${token}`);
    return row;
  }

  /** @returns a proof by a key, made for one request */
  proofBy(thumbprint: string, isFresh = true): SignedProof {
    this.made += 1;
    return { kind: "signed", thumbprint, isFresh, id: { hash: `proof-${this.made}`, expiresAt: this.now } };
  }

  private makeToken(): string {
    this.made += 1;
    return `token-${this.made}`;
  }

  private candidate(token: string, presented: string) {
    return { hash: hash(token), sealed: `${token} sealed under ${presented}` };
  }
}

export function hash(token: string): string {
  return `hash(${token})`;
}

/** The token of an answer: the candidate, or the current token, reached seal by seal from the presented one. */
function answered(outcome: PasswordChangeOutcome, presented: string, candidate: string): string | null {
  if (isFailure(outcome)) return null;
  if (outcome.kind === "rotated") return candidate;
  return outcome.seals.reduce((opener, seal) => {
    const [token, key] = seal.split(" sealed under ");
    if (!token || key !== opener) throw new Error("the seal does not open with the token before");
    return token;
  }, presented);
}
