/** Who calls an endpoint of an organization, and whether they may. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { database } from "@/lib/server/database";
import { authenticateBearer } from "@/lib/server/sessions";
import type { Actor } from "@/lib/session/decision";
import { type Failure, isFailure } from "@/lib/session/failure";
import {
  authorizeMember,
  type OrganizationClaim,
  type OrganizationMember,
} from "@/lib/session/organizations/organization-access";
import type { OrganizationAction } from "@/lib/session/organizations/organization-permissions";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";

/** A member, or an API key, that may do what it asks for. */
export interface OrganizationAccess extends OrganizationMember {
  /** What a change checks again under its lock. */
  claim: OrganizationClaim;
  /** When the user last proved who they are, in milliseconds since the epoch; long ago for a key. */
  authTime: number;
  /** The database's time, in milliseconds since the epoch. */
  now: number;
}

/**
 * Finds the member behind a bearer. Nothing in the token about organizations counts: membership and role are read from
 * their rows.
 *
 * @param bearer an access token
 * @returns the member; or the codes of `authenticateBearer`, `not_found` for an organization the user is no member of,
 *   `forbidden` when the role does not allow the action
 */
export async function authenticateMember(
  bearer: string,
  organizationId: OrganizationId,
  action: OrganizationAction,
): Promise<OrganizationAccess | Failure> {
  const principal = await authenticateBearer(bearer);
  if (isFailure(principal)) return principal;
  const { user, session, now, authTime } = principal;
  const claim: OrganizationClaim = {
    kind: "session",
    sessionId: session.id,
    userId: user.id,
    minGeneration: session.minGeneration,
  };
  const found = await database().findMembership(organizationId, user.id);
  const member = authorizeMember({ caller: { user, session, key: null }, ...found }, claim, action, now);
  return isFailure(member) ? member : { ...member, claim, authTime, now };
}

/** @returns the actor for audit events; with an API key the member who made it, without a session */
export function memberActor({ user, session }: OrganizationMember, client: ClientInfo): Actor {
  return { ...actorOf(client, session), userId: user.id };
}
