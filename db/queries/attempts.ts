/** Attempts, with their codes and links and the account they are about. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { all, type Engine, lock, one, type Query, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { SignInFound } from "@/lib/session/sign-in/attempt-begin";
import type { AttemptState, FoundAttempt } from "@/lib/session/sign-in/attempts";
import type { AttemptRecord, ChallengeRecord, TicketRecord } from "@/lib/session/sign-in/sign-in-records";
import { accountById } from "./locked-reads";
import { usageOf } from "./rate-limits";
import { loadSecondFactors } from "./second-factors";
import { waitingProviderSignIns } from "./waiting-provider-sign-ins";

const attemptById = statement(({ db, param, attempts }) =>
  db
    .select()
    .from(attempts)
    .where(eq(attempts.id, param("id"))),
);
/** With the user who signs in; before the first factor, the user who has the address. */
const attemptWithUser = statement(({ db, param, attempts, users }) => {
  const byEmail = alias(users, "by_email");
  return db
    .select({ attempt: attempts, userId: sql<string | null>`coalesce(${attempts.userId}, ${byEmail.id})` })
    .from(attempts)
    .leftJoin(byEmail, eq(byEmail.email, attempts.email))
    .where(eq(attempts.id, param("id")));
});
const lastChallenge = statement(({ db, param, challenges }) =>
  db
    .select()
    .from(challenges)
    .where(eq(challenges.attemptId, param("id")))
    .orderBy(desc(challenges.createdAt))
    .limit(1),
);
const openLinks = statement(({ db, param, tickets }) =>
  db
    .select()
    .from(tickets)
    .where(
      and(
        eq(tickets.attemptId, param("id")),
        eq(tickets.type, "sign_in_link"),
        isNull(tickets.usedAt),
        isNull(tickets.revokedAt),
      ),
    ),
);
/** What is read of an attempt. */
export interface AttemptKey {
  id: string;
  /**
   * False for a step that takes neither a code by e-mail nor a recovery code: the attempt is read as if it had none of
   * them, and no link.
   */
  codes?: boolean | undefined;
}

/** The attempt and its user, locked; the same statements run whether or not the address has a user. */
export function* loadAttempt({ id, codes = true }: AttemptKey): Query<FoundAttempt | null> {
  const [, found] = yield* all(lock({ of: "attempt", id }), attemptParts(id, codes));
  return found && (yield* withAccount(found, codes));
}

/** The user who signs in, and the browser. */
export interface SignInKey {
  id: string;
  browserId: string;
  /** What an attempt is counted for, where one may begin; the user when it is left out. */
  secondStepCounter?: string | undefined;
}

/** The account of a user who signs in, locked, with the second factors and the sign-ins at a provider that wait. */
export function* loadSignIn({
  id,
  browserId,
  secondStepCounter: counter = id,
}: SignInKey): Query<SignInFound | null> {
  const [, account, factors, usage, providerSignIns] = yield* all(
    lock({ of: "account", id }),
    accountById(id),
    loadSecondFactors(id),
    usageOf("secondStep", counter),
    waitingProviderSignIns({ userId: id, browserId }),
  );
  return account && { account, factors, secondSteps: { counter, usage }, providerSignIns };
}

interface Parts {
  attempt: AttemptRecord;
  userId: string | null;
  challenge: ChallengeRecord | null;
  links: TicketRecord[];
}

function* attemptParts(id: string, codes: boolean): Query<Parts | null> {
  const [found, challenge, links] = yield* all(
    one(attemptWithUser, { id }),
    codes ? one(lastChallenge, { id }) : none(null),
    codes ? rows(openLinks, { id }) : none([]),
  );
  return found && { ...found, challenge, links };
}

// biome-ignore lint/correctness/useYield: a query without an operation.
function* none<T>(nothing: T): Query<T> {
  return nothing;
}

function* withAccount({ userId, ...parts }: Parts, codes: boolean): Query<FoundAttempt> {
  const [account, factors, providerSignIns] = yield* all(
    accountById(userId ?? ""),
    loadSecondFactors(userId ?? "", { codes }),
    waitingProviderSignIns({ userId: userId ?? "", browserId: parts.attempt.browserId }),
  );
  return { ...parts, account, factors, providerSignIns };
}

function* stateOf(attempt: AttemptRecord, codes: boolean): Query<AttemptState> {
  const [challenge, factors] = yield* all(
    codes ? one(lastChallenge, { id: attempt.id }) : none(null),
    loadSecondFactors(attempt.userId ?? "", { codes }),
  );
  return { attempt, challenge, factors };
}

/** @returns the reads of attempts, as methods of `Database` */
export function createAttemptReads(engine: Engine) {
  return {
    /** @returns an attempt as it is now, or null */
    async findAttempt({ id, codes = true }: AttemptKey): Promise<AttemptState | null> {
      return engine.run(
        (function* () {
          const attempt = yield* one(attemptById, { id });
          return attempt && (yield* stateOf(attempt, codes));
        })(),
      );
    },
  };
}
