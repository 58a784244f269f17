/**
 * Attempts in memory, with a clock that only the test moves: the work of the use cases around the rules, and nothing
 * else. A code or a ticket is its own hash with a prefix.
 */

import type { Account, Change, Decision } from "@/lib/session/decision";
import { newAuthenticator } from "@/lib/session/factors/authenticator-rows";
import type { SecondFactors } from "@/lib/session/factors/second-factors";
import { fail } from "@/lib/session/failure";
import { decideBegin, decideLogin, decideVerifiedSignUp } from "@/lib/session/sign-in/attempt-begin";
import type { AttemptPolicy, Opening } from "@/lib/session/sign-in/attempt-progress";
import type { StepCommand } from "@/lib/session/sign-in/attempt-steps";
import { decideCancel, type FoundAttempt } from "@/lib/session/sign-in/attempts";
import {
  decideEmailCode,
  decideEmailedCode,
  decideLink,
  decidePassword,
  decideResend,
} from "@/lib/session/sign-in/first-factors";
import { decideProfile, decideSecondFactor } from "@/lib/session/sign-in/later-steps";
import type { MadeCode } from "@/lib/session/sign-in/sent-codes";
import type {
  AttemptRecord,
  AuthenticatorRecord,
  ChallengeRecord,
  MailRecord,
  TicketRecord,
} from "@/lib/session/sign-in/sign-in-records";
import { MemoryStore } from "./memory-store";
import { actorOf, DEVICE, POLICY } from "./test-records";

const hashOf = (secret: string) => `hash of ${secret}`;

/** A code with its link, as its recipient has it. */
export interface SentCode {
  attemptId: string;
  code: string;
  ticket: string;
  /** Null for a message without a recipient. */
  recipient: string | null;
}

export class AttemptServer {
  now = Date.UTC(2030, 0, 1);
  readonly store = new MemoryStore();
  readonly attempts = new Map<string, AttemptRecord>();
  readonly challenges = new Map<string, ChallengeRecord>();
  readonly tickets = new Map<string, TicketRecord>();
  readonly authenticators: AuthenticatorRecord[] = [];
  readonly sent: SentCode[] = [];
  /** The kinds of the changes that the last decision wrote. */
  written: string[] = [];
  readonly policy: AttemptPolicy;
  #made = 0;

  constructor(policy: Partial<AttemptPolicy> = {}) {
    this.policy = { ...POLICY, secondFactorRequired: false, ...policy };
  }

  begin(email: string, browserId: string): string {
    const command = { attemptId: this.#newId("attempt"), browserId, rememberMe: false, email };
    return this.#commit(decideBegin(command, this.now)).id;
  }

  logIn(email: string, verifiedHash: string, browserId: string) {
    const command = { attemptId: this.#newId("attempt"), browserId, rememberMe: false, verifiedHash };
    const account = this.#accountOf(email);
    const found = account && {
      account,
      factors: this.#factorsOf(account.user.id),
      secondSteps: { counter: account.user.id, usage: null },
      providerSignIns: [],
    };
    return this.#commit(decideLogin(found, { ...command, opening: this.#opening() }, this.now, this.policy));
  }

  signUp(email: string, fields: { name: string | null; passwordHash: string | null }, browserId: string) {
    const attemptId = this.#newId("attempt");
    const made = this.#makeCode(attemptId, email);
    const command = { attemptId, browserId, rememberMe: false, email, ...fields, made };
    return this.#commit(decideVerifiedSignUp(this.#accountOf(email), command, this.now));
  }

  password(id: string, browserId: string, verifiedHash: string) {
    const command = { browserId, verifiedHash, opening: this.#opening() };
    return this.#commit(decidePassword(this.find(id), command, this.now, this.policy));
  }

  sendCode(id: string, browserId: string, how: "email_code" | "resend") {
    const made = this.#makeCode(id, this.attempts.get(id)?.email ?? "");
    const decide = how === "resend" ? decideResend : decideEmailCode;
    return this.#commit(decide(this.find(id), { browserId, made }, this.now));
  }

  code(id: string, browserId: string, typed: string) {
    const matches = (stored: string | null) => stored === hashOf(typed);
    const command = { browserId, matches, opening: this.#opening() };
    return this.#commit(decideEmailedCode(this.find(id), command, this.now, this.policy));
  }

  link(ticket: string, browserId: string) {
    const ticketHash = hashOf(ticket);
    const found = this.find(this.tickets.get(ticketHash)?.attemptId ?? "");
    const command = { browserId, ticketHash, opening: this.#opening() };
    return this.#commit(decideLink(found, command, this.now, this.policy));
  }

  /** A second factor that is right, or not. */
  secondFactor(id: string, browserId: string, isRight: boolean, command: SecondFactorCommand) {
    const kind = command === "totp_setup" ? "totp" : command;
    return this.#commit(
      decideSecondFactor(
        this.find(id),
        { browserId, command, opening: this.#opening() },
        () => ({ outcome: isRight ? { kind } : fail("invalid_code"), changes: [], events: [] }),
        this.now,
        this.policy,
      ),
    );
  }

  profile(id: string, browserId: string, fields: Partial<Pick<AttemptRecord, "name" | "passwordHash">>) {
    const command = { browserId, fields, opening: this.#opening() };
    return this.#commit(decideProfile(this.find(id), command, this.now, this.policy));
  }

  cancel(id: string, browserId: string) {
    return this.#commit(decideCancel(this.find(id), { browserId }, this.now));
  }

  find(id: string): FoundAttempt | null {
    const attempt = this.attempts.get(id);
    if (!attempt) return null;
    const account =
      attempt.userId === null ? this.#accountOf(attempt.email) : this.store.account(attempt.userId);
    const challenges = [...this.challenges.values()].filter(({ attemptId }) => attemptId === id);
    const links = [...this.tickets.values()].filter(
      ({ attemptId, usedAt, revokedAt }) => attemptId === id && usedAt === null && revokedAt === null,
    );
    const factors = this.#factorsOf(account?.user.id ?? "");
    return { attempt, challenge: challenges.at(-1) ?? null, links, account, factors, providerSignIns: [] };
  }

  #accountOf(email: string): Account | null {
    const user = [...this.store.users.values()].find((one) => one.email === email);
    return user ? this.store.account(user.id) : null;
  }

  #factorsOf(userId: string): SecondFactors {
    return {
      authenticators: this.authenticators.filter((one) => one.userId === userId),
      recoveryCodes: [],
    };
  }

  #makeCode(attemptId: string, recipient: string): MadeCode {
    const [code, ticket] = [this.#newId("code"), this.#newId("ticket")];
    const send = (to: string | null) => (): Change => {
      this.sent.push({ attemptId, code, ticket, recipient: to });
      return { kind: "insert-mail", mail: {} as MailRecord };
    };
    return {
      challengeId: this.#newId("challenge"),
      codeHash: hashOf(code),
      ticketHash: hashOf(ticket),
      mail: send(recipient),
      otherMail: send(null),
    };
  }

  #opening(): Opening {
    const id = this.#newId("session");
    const made = { id, tokenHash: hashOf(id), browserId: id, device: DEVICE, actor: actorOf(null) };
    const session = { ...made, signedInUsers: [] };
    return { session, newUserId: this.#newId("user"), knownBrowser: false, language: "en" };
  }

  #newId(what: string): string {
    this.#made += 1;
    return `${what} ${this.#made}`;
  }

  #commit<Outcome>(decision: Decision<Outcome>): Outcome {
    this.written = decision.changes.map(({ kind }) => kind);
    for (const change of decision.changes) this.#write(change);
    return this.store.commit(decision);
  }

  #write(change: Change): void {
    switch (change.kind) {
      case "insert-attempt":
        this.attempts.set(change.attempt.id, change.attempt);
        break;
      case "update-attempt":
        merge(this.attempts, change.id, change.set);
        break;
      case "insert-challenge":
        this.challenges.set(change.challenge.id, change.challenge);
        break;
      case "update-challenge":
        merge(this.challenges, change.id, change.set);
        break;
      case "insert-ticket":
        this.tickets.set(change.ticket.hash, change.ticket);
        break;
      case "update-ticket":
        merge(this.tickets, change.hash, change.set);
    }
  }
}

export type SecondFactorCommand = Extract<StepCommand, "totp" | "recovery_code" | "passkey" | "totp_setup">;

/** An authenticator app that counts. */
export function phoneApp(userId: string): AuthenticatorRecord {
  const given = { id: `phone of ${userId}`, type: "totp", name: "Phone", confirmedAt: 0 } as const;
  return newAuthenticator(given, { userId, actor: actorOf(userId, null) }, 0);
}

function merge<Row>(table: Map<string, Row>, key: string, set: Partial<Row>): void {
  const row = table.get(key);
  if (!row) throw new Error(`${key} is not there`);
  table.set(key, { ...row, ...set });
}
