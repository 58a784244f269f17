/** The tickets of users: they change under the lock of their user. */
import { eq } from "drizzle-orm";
import { all, type Engine, lock, one, type Query } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { CallerAndTarget } from "@/lib/session/caller";
import type { FoundImpersonation } from "@/lib/session/impersonation";
import type { UserRecord } from "@/lib/session/session";
import type { TicketRecord } from "@/lib/session/sign-in/sign-in-records";
import type { TicketWithAccount } from "@/lib/session/sign-in/tickets";
import type { CallerKey } from "./caller-reads";
import { accountById } from "./locked-reads";
import { usageOf } from "./rate-limits";
import { loadSecondFactors } from "./second-factors";
import { sessionWithUser } from "./sessions";
import { userByEmail, userById } from "./users";

const ticketByHash = statement(({ db, param, tickets }) =>
  db
    .select()
    .from(tickets)
    .where(eq(tickets.hash, param("hash"))),
);

/** A ticket and the account it is for, locked; null for an unknown ticket and for one of no user. */
export function* loadTicket(hash: string): Query<TicketWithAccount | null> {
  const found = yield* one(ticketByHash, { hash }); // a ticket never moves to another user
  const id = found?.userId;
  if (!id) return null;
  const [, ticket, account, factors] = yield* all(
    lock({ of: "account", id }),
    one(ticketByHash, { hash }),
    accountById(id),
    loadSecondFactors(id),
  );
  return ticket && account && { ticket, account, factors };
}

/** The same, without a lock. */
function* ticketWithAccount(hash: string): Query<TicketWithAccount | null> {
  const ticket = yield* one(ticketByHash, { hash });
  if (!ticket?.userId) return null;
  const [account, factors] = yield* all(accountById(ticket.userId), loadSecondFactors(ticket.userId));
  return account && { ticket, account, factors };
}

/** A ticket of an administrator, with its administrator and the user it is for, locked; null for any other ticket. */
export function* loadImpersonation(hash: string): Query<FoundImpersonation | null> {
  const found = yield* one(ticketByHash, { hash }); // a ticket never moves to another user or session
  if (found?.type !== "impersonation" || !found.userId || !found.sessionId) return null;
  const { userId: id, sessionId } = found;
  const own = yield* one(sessionWithUser, { id: sessionId });
  if (!own) return null;
  const [, ticket, administrator, account] = yield* all(
    lock({ of: "caller and account", sessionId, userId: own.user.id, id }),
    one(ticketByHash, { hash }),
    one(sessionWithUser, { id: sessionId }),
    accountById(id),
  );
  return ticket && administrator && account && { ticket, administrator, account };
}

/** A ticket, with the session and the user who changes it, which are locked. */
export function* loadTicketForCaller(
  { sessionId, userId }: CallerKey,
  hash: string,
): Query<CallerAndTarget<TicketRecord>> {
  const [, caller, target, nameChanges] = yield* all(
    lock({ of: "caller and session", sessionId, userId, id: sessionId }),
    one(sessionWithUser, { id: sessionId }),
    one(ticketByHash, { hash }),
    usageOf("nameChange", userId),
  );
  return { caller: caller && { ...caller, nameChanges }, target };
}

/** A ticket alone, locked: for one that may belong to no user. */
export function* lockTicket(hash: string): Query<TicketRecord | null> {
  const [, ticket] = yield* all(lock({ of: "ticket", hash }), one(ticketByHash, { hash }));
  return ticket;
}

/** A user who may not exist, locked. The same statements run for every address. */
export function* loadUserByEmail(email: string): Query<UserRecord | null> {
  const [, user] = yield* all(lock({ of: "account by email", email }), one(userByEmail, { email }));
  return user;
}

/** @returns the reads of tickets, as methods of `Database` */
export function createTicketReads(engine: Engine) {
  return {
    /** @param hash SHA-256 of a ticket @returns what it is for, or null */
    async findTicketTarget(
      hash: string,
    ): Promise<Pick<TicketRecord, "type" | "attemptId" | "sessionId"> | null> {
      return engine.run(one(ticketByHash, { hash }));
    },

    /** @returns a ticket with its account and second factors, as a decision about it reads them */
    async findTicketWithAccount(hash: string): Promise<TicketWithAccount | null> {
      return engine.run(ticketWithAccount(hash));
    },

    /** @returns a ticket and the account it is for, as they are now */
    async findTicket(hash: string) {
      const ticket = await engine.run(one(ticketByHash, { hash }));
      const user = ticket?.userId ? await engine.run(one(userById, { id: ticket.userId })) : null;
      return ticket && user && { ticket, user };
    },
  };
}
