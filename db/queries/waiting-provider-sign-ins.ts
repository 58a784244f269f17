/** The sign-ins at an identity provider that have no session yet. */
import { and, eq, isNull } from "drizzle-orm";
import { type Query, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { WaitingProviderSignIn } from "@/lib/session/sign-in/identity-records";

const waiting = statement(({ db, param, providerSignIns, identities }) =>
  db
    .select({ signIn: providerSignIns, identityId: identities.id })
    .from(providerSignIns)
    .leftJoin(
      identities,
      and(eq(identities.issuer, providerSignIns.issuer), eq(identities.subject, providerSignIns.subject)),
    )
    .where(
      and(
        eq(providerSignIns.browserId, param("browserId")),
        eq(providerSignIns.userId, param("userId")),
        isNull(providerSignIns.sessionId),
      ),
    ),
);

/** The sign-ins of a user at the provider that wait for a session in one browser. */
export function* waitingProviderSignIns(key: {
  userId: string;
  browserId: string;
}): Query<WaitingProviderSignIn[]> {
  const found = yield* rows(waiting, key);
  return found.map(({ signIn, identityId }) => ({ ...signIn, isLinked: identityId !== null }));
}
