/**
 * The first factors of a sign-in, a password and a code by e-mail; and the code of a sign-up. Until one was right, every
 * decision is the same whether or not there is an account: in its outcome, and in the number of its changes (OWASP ASVS
 * 5.0, 6.3.8).
 */

import { type Actor, type AuditEvent, type Change, type Decision, noChange } from "@/lib/session/decision";
import { fail, isFailure } from "@/lib/session/failure";
import {
  type AttemptPolicy,
  advance,
  ONE_TIME_CODE,
  type Opening,
  PASSWORD,
  storeAdvance,
} from "./attempt-progress";
import { closed, type FoundAttempt, openAttempt, type StepOutcome, voidCode, voidLinks } from "./attempts";
import { type CodeMatcher, challengeStatus, decideCode } from "./challenges";
import { type MadeCode, sendCode } from "./sent-codes";

/** Where a command comes from. */
interface Sender {
  browserId: string;
  opening: Opening;
}

/**
 * Takes a password that was checked a moment ago.
 *
 * @param command.verifiedHash the stored hash it was checked against. If it has changed since, the password is refused
 */
export function decidePassword(
  found: FoundAttempt | null,
  { browserId, verifiedHash, opening }: Sender & { verifiedHash: string },
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  const open = openAttempt(found, browserId, "password", now);
  if (isFailure(open)) return noChange(open);
  const { account } = open;
  if (account?.user.passwordHash !== verifiedHash) return noChange(fail("invalid_credentials"));
  const set = { authMethods: [PASSWORD], verifiedHash, userId: account.user.id };
  return storeAdvance(open, [], advance(open, { set, secondFactor: false }, opening, now, policy));
}

/** Sends a code and a link to the address of a sign-in, if an account has it. */
export function decideEmailCode(
  found: FoundAttempt | null,
  { browserId, made }: { browserId: string; made: MadeCode },
  now: number,
): Decision<StepOutcome> {
  const open = openAttempt(found, browserId, "email_code", now);
  if (isFailure(open)) return noChange(open);
  const { attempt, account, factors } = open;
  const sent = sendCode(attempt, made, account !== null, now);
  // A password that is changed while the code is under way voids the code.
  const set = { step: "challenge" as const, verifiedHash: account?.user.passwordHash ?? null };
  return {
    outcome: {
      kind: "next",
      state: { attempt: { ...attempt, ...set }, challenge: sent.challenge, factors },
    },
    changes: [...sent.changes, { kind: "update-attempt", id: attempt.id, set }],
    events: [],
  };
}

/** Sends another code and another link; those before are void. */
export function decideResend(
  found: FoundAttempt | null,
  { browserId, made }: { browserId: string; made: MadeCode },
  now: number,
): Decision<StepOutcome> {
  const open = openAttempt(found, browserId, "resend", now);
  if (isFailure(open)) return noChange(open);
  const { attempt, account, challenge, factors } = open;
  const waitMs = (challenge?.resendAt ?? now) - now;
  if (waitMs > 0) return noChange(fail("rate_limited", { retryAfter: Math.ceil(waitMs / 1000) }));
  const isReal = (attempt.kind === "sign_in") === (account !== null);
  const sent = sendCode(attempt, made, isReal, now);
  return {
    outcome: { kind: "next", state: { attempt, challenge: sent.challenge, factors } },
    changes: [...voidCode(open, now), ...sent.changes],
    events: [],
  };
}

/** Takes the code that was sent by e-mail. The fifth wrong one ends the attempt. */
export function decideEmailedCode(
  found: FoundAttempt | null,
  { browserId, matches, opening }: Sender & { matches: CodeMatcher },
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  const open = openAttempt(found, browserId, "code", now);
  if (isFailure(open)) return noChange(open);
  const { challenge, attempt } = open;
  if (!challenge) return noChange(fail("challenge_closed"));
  const { outcome, changes } = decideCode(challenge, matches, now);
  if (isFailure(outcome)) {
    const isLast = outcome.details?.remainingAttempts === 0;
    const end: Change = { kind: "update-attempt", id: attempt.id, set: closed("failed") };
    return {
      outcome,
      changes: isLast ? [...changes, ...voidLinks(open.links, now), end] : changes,
      events: outcome.code === "invalid_code" ? wrongCode(open, opening.session.actor, now) : [],
    };
  }
  const own = [...changes, ...voidLinks(open.links, now)];
  return verified({ ...open, challenge: outcome }, own, opening, now, policy);
}

/**
 * Takes the ticket of a link that was sent by e-mail. It stands for the code, in the browser that asked for it.
 *
 * @param found the attempt of the ticket
 * @returns outcome: as for a code; `invalid_ticket` for every ticket that is not good here, which uses nothing up
 */
export function decideLink(
  found: FoundAttempt | null,
  { browserId, ticketHash, opening }: Sender & { ticketHash: string },
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  const open = openAttempt(found, browserId, "link", now);
  if (isFailure(open)) return noChange(fail("invalid_ticket"));
  const { challenge, links } = open;
  const ticket = links.find(({ hash }) => hash === ticketHash);
  if (!ticket || now >= ticket.expiresAt || challenge?.id !== ticket.challengeId)
    return noChange(fail("invalid_ticket"));
  if (!challenge || challengeStatus(challenge, now) !== "pending") return noChange(fail("invalid_ticket"));
  const others = links.filter(({ hash }) => hash !== ticketHash);
  const own: Change[] = [
    { kind: "update-ticket", hash: ticketHash, set: { usedAt: now } },
    { kind: "update-challenge", id: challenge.id, set: { status: "completed" } },
    ...voidLinks(others, now),
  ];
  return verified({ ...open, challenge: { ...challenge, status: "completed" } }, own, opening, now, policy);
}

/** The user has proved to have the mailbox. */
function verified(
  open: FoundAttempt,
  own: Change[],
  opening: Opening,
  now: number,
  policy: AttemptPolicy,
): Decision<StepOutcome> {
  const { attempt, account } = open;
  const userId = account?.user.id ?? null;
  const set = { authMethods: [ONE_TIME_CODE], ...(attempt.kind === "sign_in" ? { userId } : {}) };
  const confirmed: Change[] =
    account && attempt.kind === "sign_in" && account.user.emailVerifiedAt === null
      ? [{ kind: "update-user", id: account.user.id, set: { emailVerifiedAt: now } }]
      : [];
  const step = advance(open, { set, secondFactor: false }, opening, now, policy);
  return storeAdvance(open, [...own, ...(isFailure(step.outcome) ? [] : confirmed)], step);
}

function wrongCode({ account, attempt }: FoundAttempt, actor: Actor, at: number): AuditEvent[] {
  const userId = attempt.kind === "sign_in" ? (account?.user.id ?? null) : null;
  return [{ name: "sign_in_failed", at, userId, sessionId: null, actor, reason: null }];
}
