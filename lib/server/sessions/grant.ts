/**
 * The result of a completed sign-in or rotation, and the response bodies made of it.
 */

import { isoTime } from "@/lib/server/iso-time";
import { activeView, findActiveMembership } from "@/lib/server/organizations/active-membership";
import { issueAccessToken } from "@/lib/server/tokens/access-token";
import { sessionView, userView } from "@/lib/server/views";
import type { ActivationView, RefreshView, SignInView } from "@/lib/session/contract";
import type { ActiveMembership } from "@/lib/session/organizations/active-organization";
import type { SessionRecord, UserRecord } from "@/lib/session/session";

export interface Grant {
  user: UserRecord;
  session: SessionRecord;
  /** The session's current refresh token: 43 characters of base64url, for the cookie alone. */
  refreshToken: string;
  /** When the user last proved who they are, in milliseconds since the epoch; becomes `auth_time`. */
  authTime: number;
  /** The database's time of the grant, in milliseconds since the epoch. */
  now: number;
}

/** The body of a response to a rotation: a new access token, and the session as it now stands. */
export async function toRefreshView(grant: Grant): Promise<RefreshView> {
  return refreshView(grant, await findActiveMembership(grant.session));
}

/** The body of a response to a choice of an organization or a workspace: that of a rotation, and what is active now. */
export async function toActivationView(grant: Grant): Promise<ActivationView> {
  const membership = await findActiveMembership(grant.session);
  return { ...(await refreshView(grant, membership)), ...activeView(membership) };
}

async function refreshView(
  { user, session, authTime, now }: Grant,
  membership: ActiveMembership | null,
): Promise<RefreshView> {
  const { accessToken, expiresIn } = await issueAccessToken(user, session, { authTime, now, membership });
  return {
    accessToken,
    tokenType: "Bearer",
    expiresIn,
    serverTime: isoTime(now),
    session: sessionView(session, session.id),
  };
}

/** The body of a response to a completed sign-in. */
export async function toSignInView(grant: Grant): Promise<SignInView> {
  return { status: "complete", ...(await toRefreshView(grant)), user: userView(grant.user) };
}
