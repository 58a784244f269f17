/**
 * The organization and the workspace that are active in a session. The session stores only their ids: what they are
 * worth is read from the memberships each time, so a member who was removed works there no longer (OWASP ASVS 5.0,
 * 8.3.2).
 */
import { type Decision, type Family, noChange } from "@/lib/session/decision";
import type { ProofCommand } from "@/lib/session/device-binding/device-proof";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import {
  type Candidate,
  decideRefresh,
  type RefreshOutcome,
  type RefreshPolicy,
} from "@/lib/session/refresh";
import type { SessionRecord } from "@/lib/session/session";
import type {
  OrganizationId,
  OrganizationRecord,
  OrganizationRole,
  WorkspaceRecord,
  WorkspaceRole,
} from "./organization-records";
import { workspaceRole } from "./workspace-role";

/** A member's place in an organization, as the rows have it. */
export interface FoundMembership {
  organization: OrganizationRecord;
  role: OrganizationRole;
  /** The workspace that was asked for; null when this organization has no such workspace. */
  workspace: WorkspaceRecord | null;
  /** The role that the member was added to the workspace with; null for one who was not added. */
  addedAs: WorkspaceRole | null;
}

/** The organization, and the workspace in it, that a member works in. */
export interface ActiveMembership {
  organization: OrganizationRecord;
  role: OrganizationRole;
  workspace: { workspace: WorkspaceRecord; role: WorkspaceRole } | null;
}

/** @returns a membership with its workspace, or without when the member may not work there; null for no member */
export function toActiveMembership(found: FoundMembership | null): ActiveMembership | null {
  if (!found) return null;
  const { organization, role, workspace, addedAs } = found;
  const roleThere = workspaceRole(role, addedAs);
  return { organization, role, workspace: workspace && roleThere && { workspace, role: roleThere } };
}

/** What a user wants to work in; null for none. A workspace is one of the active organization. */
export type ActiveChoice = { organizationId: OrganizationId | null } | { workspaceId: string | null };

/** The rows of the presented token, and the user's membership of what was chosen, read under the session's lock. */
export interface ChosenMembership {
  family: Family;
  /** Null when the user is no member, or nothing is active that the chosen workspace could belong to. */
  membership: ActiveMembership | null;
}

/**
 * Decides which organization or workspace is active: a refresh of the session that also stores the choice.
 *
 * @param found null for an unknown token
 * @param command.sessionId the session of the access token
 * @returns outcome: that of `decideRefresh`; `session_mismatch` for a token of another session, `not_found` for an
 *   organization the user is no member of, or a workspace of the active organization the user is not in
 */
export function decideActiveOrganization(
  found: ChosenMembership | null,
  command: ProofCommand & { sessionId: string; choice: ActiveChoice; candidate: Candidate },
  now: number,
  policy: RefreshPolicy,
): Decision<RefreshOutcome | Failure<"session_mismatch" | "not_found">> {
  const family = found?.family ?? null;
  if (family && family.session.id !== command.sessionId) return noChange(fail("session_mismatch"));
  const refreshed = decideRefresh(family, command, now, policy);
  if (!found || isFailure(refreshed.outcome)) return refreshed;

  const set = changeOf(command.choice, found);
  if (isFailure(set)) return noChange(set);
  const { session } = refreshed.outcome;
  return {
    outcome: { ...refreshed.outcome, session: { ...session, ...set } },
    changes: [...refreshed.changes, { kind: "update-session", id: session.id, set }],
    events: refreshed.events,
  };
}

function changeOf(
  choice: ActiveChoice,
  { family, membership }: ChosenMembership,
): Pick<SessionRecord, "organizationId" | "workspaceId"> | Failure<"not_found"> {
  const { organizationId, workspaceId } = family.session;
  if ("workspaceId" in choice) {
    if (choice.workspaceId !== null && !membership?.workspace) return fail("not_found");
    return { organizationId, workspaceId: choice.workspaceId };
  }
  if (choice.organizationId !== null && !membership) return fail("not_found");
  const isSame = choice.organizationId === organizationId;
  return { organizationId: choice.organizationId, workspaceId: isSame ? workspaceId : null };
}
