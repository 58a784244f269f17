/**
 * Who acts in an organization, and whether they may. The endpoint asks before it reads the body; each change asks again
 * under its lock, since the member may have been removed, demoted or disabled in between (OWASP ASVS 5.0, 8.3.2).
 */
import { authorizeCaller, type CallerClaim, type CallerFailure } from "@/lib/session/caller";
import { type Decision, noChange, type Usage } from "@/lib/session/decision";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { countUse, type UserLimitPolicy } from "@/lib/session/user-limits";
import { authorizeApiKey } from "./api-key-use";
import { mayDo, type OrganizationAction } from "./organization-permissions";
import type { ApiKeyRecord, MembershipRecord, OrganizationRecord } from "./organization-records";

/** What the server knew about the caller when it checked the bearer: an access token, or an API key. */
export type OrganizationClaim =
  | ({ kind: "session" } & CallerClaim)
  /** `userId`: the member who made the key. */
  | { kind: "api_key"; keyId: string; userId: string };

/** The caller as it is now. Exactly one of `session` and `key` is null. */
export interface OrganizationCaller {
  /** With a key: the member who made it. */
  user: UserRecord;
  session: SessionRecord | null;
  key: ApiKeyRecord | null;
}

/** An organization, with the caller and the caller's place in it. */
export interface FoundOrganization<Target> {
  /** Null when the session or the key does not exist any more. */
  caller: OrganizationCaller | null;
  organization: OrganizationRecord | null;
  /** Null when the caller is no member. */
  membership: MembershipRecord | null;
  /** How often the user has changed organizations, for the limit on such changes. */
  changesMade: Usage;
  /** What the change is about; read under the same lock. */
  target: Target;
}

/** A caller who may do what it asks for. */
export interface OrganizationMember {
  user: UserRecord;
  session: SessionRecord | null;
  key: ApiKeyRecord | null;
  organization: OrganizationRecord;
  membership: MembershipRecord;
}

export type OrganizationFailure = CallerFailure | Failure<"not_found">;

/**
 * Judges a caller.
 *
 * @param found as it is now
 * @returns the member; or `not_authenticated`, `token_expired`, `session_expired`, `session_revoked` when the bearer is
 *   not good any more, `not_found` for an organization the caller is no member of, `forbidden` without the role, or with a
 *   key of too small a scope
 */
export function authorizeMember(
  found: Omit<FoundOrganization<unknown>, "changesMade" | "target"> | null,
  claim: OrganizationClaim,
  action: OrganizationAction,
  now: number,
): OrganizationMember | OrganizationFailure {
  const caller = found?.caller ?? null;
  const failure =
    claim.kind === "session" ? refuseSession(caller, claim, now) : refuseKey(caller, claim, now);
  if (failure || !caller) return failure ?? fail("not_authenticated");
  const { organization = null, membership = null } = found ?? {};
  if (!organization || !membership) return fail("not_found");
  if (caller.key && caller.key.organizationId !== organization.id) return fail("not_found");
  if (!mayDo(membership.role, caller.key?.scope ?? null, action)) return fail("forbidden");
  return { ...caller, organization, membership };
}

function refuseSession(
  caller: OrganizationCaller | null,
  claim: CallerClaim,
  now: number,
): CallerFailure | null {
  return authorizeCaller(caller?.session ? { session: caller.session, user: caller.user } : null, claim, now);
}

/** A key is good until it expires or is revoked, and while its maker may sign in. */
function refuseKey(
  caller: OrganizationCaller | null,
  { keyId, userId }: Extract<OrganizationClaim, { kind: "api_key" }>,
  now: number,
): Failure<"not_authenticated"> | null {
  const key = caller?.key;
  if (!caller || key?.id !== keyId || key.createdBy !== userId) return fail("not_authenticated");
  return authorizeApiKey({ key, user: caller.user }, now);
}

/** Changes that no user can repeat without end: of things whose making is limited already. Every other one is counted. */
const LIMITED_BEFORE: ReadonlySet<OrganizationAction> = new Set([
  "organization.delete",
  "members.leave",
  "invitations.change",
  "api_keys.change",
]);

/**
 * Makes the rule of a change in an organization: it refuses callers who may not do it, then asks `rule`. What a user
 * changes with an API key counts for the user too.
 *
 * @param rule decides on the target for the member
 * @returns a rule, whose outcome may also be `rate_limited` after too many changes by this user
 */
export function forMember<Target, Outcome>(
  claim: OrganizationClaim,
  action: OrganizationAction,
  rule: (target: Target, member: OrganizationMember, now: number) => Decision<Outcome>,
  policy: UserLimitPolicy,
) {
  return (
    found: FoundOrganization<Target> | null,
    now: number,
  ): Decision<Outcome | OrganizationFailure | Failure<"rate_limited">> => {
    const member = authorizeMember(found, claim, action, now);
    if (isFailure(member)) return noChange(member);
    if (!found) return noChange(fail("not_found"));
    const decision = rule(found.target, member, now);
    if (decision.changes.length === 0 || LIMITED_BEFORE.has(action)) return decision;
    const usage = { userId: member.user.id, usage: found.changesMade };
    const counted = countUse("organizationChange", usage, now, policy);
    return isFailure(counted)
      ? noChange(counted)
      : { ...decision, changes: [...decision.changes, ...counted] };
  };
}
