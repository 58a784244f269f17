/** The authenticators and recovery codes of a user. They change under the lock of their user alone. */
import { eq } from "drizzle-orm";
import { all, type Engine, lock, one, type Query, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { CallerAndTarget } from "@/lib/session/caller";
import type { SecondFactors } from "@/lib/session/factors/second-factors";
import type { AuthenticatorRecord } from "@/lib/session/sign-in/sign-in-records";
import type { CallerKey } from "./caller-reads";
import { usageOf } from "./rate-limits";
import { sessionWithUser } from "./sessions";

const authenticatorsOf = statement(({ db, param, authenticators }) =>
  db
    .select()
    .from(authenticators)
    .where(eq(authenticators.userId, param("userId")))
    .orderBy(authenticators.createdAt, authenticators.id),
);
const recoveryCodesOf = statement(({ db, param, recoveryCodes }) =>
  db
    .select()
    .from(recoveryCodes)
    .where(eq(recoveryCodes.userId, param("userId"))),
);
const byCredential = statement(({ db, param, authenticators }) =>
  db
    .select()
    .from(authenticators)
    .where(eq(authenticators.credentialId, param("credentialId"))),
);

/**
 * Reads the second factors of a user. A decision takes the user's lock before it.
 *
 * @param options.codes false where the recovery codes decide nothing: they are read as if there were none
 */
export function* loadSecondFactors(userId: string, { codes = true } = {}): Query<SecondFactors> {
  if (!codes) return { authenticators: yield* rows(authenticatorsOf, { userId }), recoveryCodes: [] };
  const [authenticators, recoveryCodes] = yield* all(
    rows(authenticatorsOf, { userId }),
    rows(recoveryCodesOf, { userId }),
  );
  return { authenticators, recoveryCodes };
}

/** The caller's session and user, locked, and the user's second factors. */
export function* loadSecondFactorsForCaller({
  sessionId,
  userId,
}: CallerKey): Query<CallerAndTarget<SecondFactors>> {
  const [, caller, nameChanges, target] = yield* all(
    lock({ of: "caller and session", sessionId, userId, id: sessionId }),
    one(sessionWithUser, { id: sessionId }),
    usageOf("nameChange", userId),
    loadSecondFactors(userId),
  );
  return { caller: caller && { ...caller, nameChanges }, target };
}

/** A user's second factors, for a rule that needs neither the account nor a session. */
export function* lockSecondFactors(userId: string): Query<SecondFactors> {
  const [, factors] = yield* all(lock({ of: "user", id: userId }), loadSecondFactors(userId));
  return factors;
}

/** @returns the reads of second factors, as methods of `Database` */
export function createSecondFactorReads(engine: Engine) {
  return {
    async findSecondFactors(userId: string): Promise<SecondFactors> {
      return engine.run(loadSecondFactors(userId));
    },

    /** @param credentialId base64url */
    async findPasskey(credentialId: string): Promise<AuthenticatorRecord | null> {
      return engine.run(one(byCredential, { credentialId }));
    },
  };
}
