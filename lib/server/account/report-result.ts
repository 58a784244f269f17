/** What a report has done, read from the audit log: a page that is loaded again has nothing else to know it by. */
import { database } from "@/lib/server/database";
import type { SessionView } from "@/lib/session/contract";

/**
 * @param sessionId the session that asks
 * @param since a session
 * @returns whether the session that asks has changed the password since the other one began
 */
export async function hasChangedPassword(
  userId: string,
  sessionId: string,
  since: Pick<SessionView, "createdAt">,
): Promise<boolean> {
  return (await findLatest("password_changed", userId, sessionId, since)) !== null;
}

/**
 * @param sessionId the session that asks
 * @param since a session
 * @returns whether the session that asks has reported one since the other one began; a change of the password alone counts
 *   as well
 */
export async function hasSecuredAccount(
  userId: string,
  sessionId: string,
  since: Pick<SessionView, "createdAt">,
): Promise<boolean> {
  return (await findReport(userId, sessionId, since)) !== null;
}

/** What a report has undone. */
export interface ReportResult {
  /** The former address was given back; or the account was left without one, because it could not be. */
  email: "restored" | "removed" | null;
  /** An account at an identity provider was unlinked. */
  isUnlinked: boolean;
}

/**
 * @param sessionId the session that asks
 * @param reported the session that was reported
 * @returns what the last report of the session that asks has undone
 */
export async function readReportResult(
  userId: string,
  sessionId: string,
  reported: Pick<SessionView, "createdAt">,
): Promise<ReportResult> {
  const names = ["email_restored", "email_removed", "identity_unlinked"] as const;
  const [report, ...latest] = await Promise.all([
    findReport(userId, sessionId, reported),
    ...names.map((name) => database().listEventsNamed(userId, name, 1)),
  ]);
  // All that a report does has one time.
  const [isRestored, isRemoved, isUnlinked = false] = latest.map(
    ([event]) => report !== null && event?.sessionId === sessionId && event.at === report.at,
  );
  return { email: isRestored ? "restored" : isRemoved ? "removed" : null, isUnlinked };
}

/** @returns the last report by a session since another one began: it has changed the password where there is one; else null */
async function findReport(
  userId: string,
  sessionId: string,
  since: Pick<SessionView, "createdAt">,
): Promise<{ at: number } | null> {
  const names = ["password_changed", "account_secured"] as const;
  const found = await Promise.all(names.map((name) => findLatest(name, userId, sessionId, since)));
  return found.reduce((one, other) => (other && other.at > (one?.at ?? 0) ? other : one));
}

/** @returns the last event of a name, if the session made it since another one began; else null */
async function findLatest(
  name: "password_changed" | "account_secured",
  userId: string,
  sessionId: string,
  since: Pick<SessionView, "createdAt">,
): Promise<{ at: number } | null> {
  const [latest] = await database().listEventsNamed(userId, name, 1);
  return latest?.sessionId === sessionId && latest.at >= Date.parse(since.createdAt) ? latest : null;
}
