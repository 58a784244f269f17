/** Kinds of audit events that have an index of their own, by which they are found when an account is deleted. */
import { type SQL, type SQLWrapper, sql } from "drizzle-orm";

// Literals: a partial index is only used when the query repeats its condition word for word.

/** Events that hold the e-mail address of another person: that of an invitation. */
export const isAboutInvitation = (name: SQLWrapper): SQL =>
  sql`${name} in ('invitation_sent', 'invitation_withdrawn', 'invitation_accepted')`;

/** Events about a user that another user caused. */
export const isByAnother = ({ actorUserId, userId }: Record<"actorUserId" | "userId", SQLWrapper>): SQL =>
  sql`${actorUserId} <> ${userId}`;
