/** Ends what is still open for a user: attempts, codes and links. Decisions do it under the user's lock. */
import { and, eq, gt, isNull } from "drizzle-orm";
import { type QueryContext, statement } from "@/db/engine/statements";

/** The open tickets of a user, of one type. */
const areOpen = ({ param, tickets }: Pick<QueryContext, "param" | "tickets">) =>
  and(
    eq(tickets.userId, param("userId")),
    eq(tickets.type, param("type")),
    isNull(tickets.usedAt),
    isNull(tickets.revokedAt),
  );

export const revokeTickets = statement((context) =>
  context.db
    .update(context.tickets)
    .set({ revokedAt: context.param("at") })
    .where(areOpen(context)),
);

export const revokeTicketsOfSession = statement((context) =>
  context.db
    .update(context.tickets)
    .set({ revokedAt: context.param("at") })
    .where(and(areOpen(context), eq(context.tickets.sessionId, context.param("sessionId")))),
);

/**
 * An attempt has a user once its first factor was right; before, it has only an address, and is not cancelled. One that is
 * over keeps no copy of a password's hash.
 */
export const cancelAttempts = statement(({ db, param, attempts }) =>
  db
    .update(attempts)
    .set({ status: "cancelled", verifiedHash: null, passwordHash: null })
    .where(
      and(
        gt(attempts.expiresAt, param("at")),
        eq(attempts.status, "open"),
        eq(attempts.userId, param("userId")),
      ),
    ),
);

export const cancelChallenges = statement(({ db, param, challenges }) =>
  db
    .update(challenges)
    .set({ status: "cancelled" })
    .where(and(eq(challenges.userId, param("userId")), eq(challenges.status, "pending"))),
);
