/** Deletes what ended sessions could come back with, by the word of the provider that they came from. */
import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { type QueryContext, statement } from "@/db/engine/statements";

/** The ended sessions of a user. */
const areEnded = ({ param, sessions }: Pick<QueryContext, "param" | "sessions">) =>
  and(eq(sessions.userId, param("userId")), isNotNull(sessions.endedAt));

export const forgetSignInsOfUser = statement((context) => {
  const { db, providerSignIns, sessions } = context;
  const ended = db.select({ id: sessions.id }).from(sessions).where(areEnded(context));
  return db.delete(providerSignIns).where(inArray(providerSignIns.sessionId, ended));
});

export const forgetSignInOfSession = statement((context) => {
  const { db, param, providerSignIns, sessions } = context;
  const ended = db
    .select({ id: sessions.id })
    .from(sessions)
    .where(and(areEnded(context), eq(sessions.id, param("sessionId"))));
  return db.delete(providerSignIns).where(inArray(providerSignIns.sessionId, ended));
});
