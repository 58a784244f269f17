/** Who calls an endpoint of an organization, and whether they may. */

import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { database } from "@/lib/server/database";
import { claimOf } from "@/lib/server/for-caller";
import { findApiKey } from "@/lib/server/organizations/api-keys";
import { userLimitPolicy } from "@/lib/server/rate-limit";
import { authenticateBearer } from "@/lib/server/sessions/sessions";
import type { Actor, Decision } from "@/lib/session/decision";
import { type Failure, isFailure } from "@/lib/session/failure";
import { isApiKey } from "@/lib/session/organizations/api-key-format";
import {
  authorizeMember,
  forMember,
  type OrganizationCaller,
  type OrganizationClaim,
  type OrganizationFailure,
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
 * @param bearer.token an access token or an API key
 * @param bearer.ipAddress of the client
 * @returns the member; or the codes of `authenticateBearer` and `findApiKey`, `not_found` for an organization the user is
 *   no member of, `forbidden` when the role does not allow the action
 */
export async function authenticateMember(
  { token, ipAddress }: { token: string; ipAddress: string | null },
  organizationId: OrganizationId,
  action: OrganizationAction,
): Promise<OrganizationAccess | Failure> {
  const bearer = isApiKey(token) ? await keyBearer(token, ipAddress) : await sessionBearer(token);
  if (isFailure(bearer)) return bearer;
  return admitMember(bearer, organizationId, action);
}

/**
 * Finds the membership of a caller who has proved who they are, by a bearer or the session's cookie.
 *
 * @returns the member; or the codes of `authorizeMember`
 */
export async function admitMember(
  { caller, claim, authTime, now }: KnownCaller,
  organizationId: OrganizationId,
  action: OrganizationAction,
): Promise<OrganizationAccess | OrganizationFailure> {
  const found = await database().findMembership(organizationId, caller.user.id);
  const member = authorizeMember({ caller, ...found }, claim, action, now);
  return isFailure(member) ? member : { ...member, claim, authTime, now };
}

interface KnownCaller extends Pick<OrganizationAccess, "claim" | "authTime" | "now"> {
  caller: OrganizationCaller;
}

async function sessionBearer(accessToken: string): Promise<KnownCaller | Failure> {
  const principal = await authenticateBearer(accessToken);
  if (isFailure(principal)) return principal;
  const { user, session, now, authTime } = principal;
  const claim = { kind: "session", ...claimOf(principal) } as const;
  return { caller: { user, session, key: null }, claim, authTime, now };
}

async function keyBearer(key: string, ipAddress: string | null): Promise<KnownCaller | Failure> {
  const found = await findApiKey(key, ipAddress);
  if (isFailure(found)) return found;
  const { user, now } = found;
  const claim = { kind: "api_key", keyId: found.key.id, userId: user.id } as const;
  return { caller: { user, session: null, key: found.key }, claim, authTime: 0, now };
}

/** @returns the rule of a change by this member, as `forMember` makes it, with the limits of this deployment */
export function memberRule<Target, Outcome>(
  { claim }: OrganizationAccess,
  action: OrganizationAction,
  rule: (target: Target, member: OrganizationMember, now: number) => Decision<Outcome>,
) {
  return forMember(claim, action, rule, userLimitPolicy());
}

/** @returns the actor for audit events; with an API key the member who made it, without a session */
export function memberActor({ user, session }: OrganizationMember, client: ClientInfo): Actor {
  return { ...actorOf(client, session), userId: user.id };
}
