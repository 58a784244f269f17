/**
 * The result of a rule: an outcome for the caller, changes to write and audit events to record.
 *
 * Rules are pure. The storage layer loads the state, runs the rule, writes its changes and commits them in one
 * transaction. That includes refusals: "reuse detected" is on disk before the caller gets its answer.
 */

import type { IdentityRecord, ProviderSignInRecord } from "@/lib/session/sign-in/identity-records";
import type {
  AttemptRecord,
  AuthenticatorRecord,
  ChallengeRecord,
  MailRecord,
  RecoveryCodeRecord,
  TicketRecord,
} from "@/lib/session/sign-in/sign-in-records";
import type { AuditEventName } from "./audit-events";
import type {
  ApiKeyRecord,
  InvitationRecord,
  MembershipRecord,
  OrganizationId,
  OrganizationRecord,
  OrganizationRole,
  WorkspaceMembershipRecord,
  WorkspaceRecord,
} from "./organizations/organization-records";
import type { EndReason } from "./reasons";
import type { SessionRecord, TokenRecord, UserRecord } from "./session";

export type Change =
  | { kind: "insert-user"; user: UserRecord }
  | { kind: "update-user"; id: string; set: Partial<Omit<UserRecord, "id">> }
  /** Deletes a user and everything that is kept of them. Audit events stay, about the pseudonym. */
  | { kind: "delete-user"; user: Pick<UserRecord, "id" | "email">; pseudonym: string; addressHash: string }
  | { kind: "insert-session"; session: SessionRecord }
  | { kind: "update-session"; id: string; set: Partial<Omit<SessionRecord, "id" | "userId">> }
  | { kind: "insert-token"; token: TokenRecord }
  | {
      kind: "update-token";
      hash: string;
      set: Partial<Pick<TokenRecord, "usedAt" | "sealedSuccessor" | "repeatedAt">>;
    }
  | { kind: "insert-attempt"; attempt: AttemptRecord }
  | { kind: "update-attempt"; id: string; set: Partial<Omit<AttemptRecord, "id">> }
  | { kind: "insert-challenge"; challenge: ChallengeRecord }
  | { kind: "update-challenge"; id: string; set: Partial<Omit<ChallengeRecord, "id">> }
  | { kind: "insert-ticket"; ticket: TicketRecord }
  | { kind: "update-ticket"; hash: string; set: Partial<Omit<TicketRecord, "hash">> }
  /** Revokes the open tickets of a user: those of one type. */
  | { kind: "revoke-tickets"; userId: string; type: TicketRecord["type"]; at: number }
  /** Revokes the open tickets that a session has made: those of one type. */
  | {
      kind: "revoke-tickets-of-session";
      userId: string;
      sessionId: string;
      type: TicketRecord["type"];
      at: number;
    }
  /** Cancels the open attempts of a user: those whose first factor was right. */
  | { kind: "cancel-attempts"; userId: string; at: number }
  /** Cancels the codes that wait for a user: those that change the address. */
  | { kind: "cancel-challenges"; userId: string }
  /** Writes an e-mail that is sent once this decision is committed. */
  | { kind: "insert-mail"; mail: MailRecord }
  | { kind: "insert-authenticator"; authenticator: AuthenticatorRecord }
  | { kind: "update-authenticator"; id: string; set: Partial<Omit<AuthenticatorRecord, "id" | "userId">> }
  | { kind: "delete-authenticator"; id: string }
  | { kind: "insert-recovery-code"; code: RecoveryCodeRecord }
  | { kind: "update-recovery-code"; id: string; set: Pick<RecoveryCodeRecord, "usedAt"> }
  /** Deletes all recovery codes of a user. */
  | { kind: "delete-recovery-codes"; userId: string }
  | { kind: "insert-identity"; identity: IdentityRecord }
  | { kind: "update-identity"; id: string; set: Pick<IdentityRecord, "lastUsedAt"> }
  | { kind: "delete-identity"; id: string }
  | { kind: "insert-provider-sign-in"; signIn: ProviderSignInRecord }
  | {
      kind: "update-provider-sign-in";
      id: string;
      set: Pick<ProviderSignInRecord, "sessionId" | "attemptId">;
    }
  | { kind: "delete-provider-sign-in"; id: string }
  /** Deletes the sign-ins at a provider that ended sessions of a user came from: of one, or of all when `sessionId` is null. */
  | { kind: "forget-provider-sign-ins"; userId: string; sessionId: string | null }
  | { kind: "insert-organization"; organization: OrganizationRecord }
  | {
      kind: "update-organization";
      id: OrganizationId;
      set: Partial<Pick<OrganizationRecord, "name" | "slug" | "primaryColor">>;
    }
  /** Deletes an organization with everything that belongs to it. */
  | { kind: "delete-organization"; id: OrganizationId }
  | { kind: "insert-membership"; membership: MembershipRecord }
  | { kind: "insert-invitation"; invitation: InvitationRecord }
  | { kind: "delete-invitation"; id: string }
  | { kind: "insert-api-key"; apiKey: ApiKeyRecord }
  | { kind: "delete-api-key"; id: string }
  | { kind: "insert-workspace"; workspace: WorkspaceRecord }
  /** Deletes a workspace with its memberships. */
  | { kind: "delete-workspace"; organizationId: OrganizationId; workspaceId: string }
  /** Adds a member to a workspace, or changes the role of one who is in it. */
  | { kind: "save-workspace-membership"; membership: WorkspaceMembershipRecord }
  | {
      kind: "update-membership";
      organizationId: OrganizationId;
      userId: string;
      role: OrganizationRole;
    }
  /** Removes a member; the member's workspaces, invitations and API keys go along. */
  | { kind: "delete-membership"; organizationId: OrganizationId; userId: string }
  /** Withdraws the invitations for one role that a member has sent. */
  | {
      kind: "withdraw-invitations";
      organizationId: OrganizationId;
      invitedBy: string;
      role: OrganizationRole;
    }
  | ({ kind: "delete-workspace-membership" } & Pick<
      WorkspaceMembershipRecord,
      "organizationId" | "workspaceId" | "userId"
    >)
  | { kind: "save-note"; userId: string; text: string; updatedAt: number }
  /** Stores the key that encrypts a user's drafts in one browser, unless there is one already. */
  | { kind: "keep-draft-key"; userId: string; browserId: string; key: string; createdAt: number }
  /** Counts one use in a window that begins with the first use. Concurrent uses, in any process, are all counted. */
  | { kind: "count"; key: string; now: number; durationMs: number }
  /** Takes one counted use back, unless its window is over. */
  | { kind: "refund"; key: string; now: number }
  /** Remembers an identifier that is good once. */
  | { kind: "use-id"; id: { hash: string; expiresAt: number } }
  /** Deletes the oldest tokens of a session: below a generation, and made before an instant. */
  | { kind: "fold-tokens"; sessionId: string; belowGeneration: number; madeBefore: number }
  /** Revokes the tokens of a session that are not revoked yet, and deletes their sealed successors. */
  | { kind: "revoke-tokens"; sessionId: string; at: number };

/** Who did something, and from where. Part of every audit event. */
export interface Actor {
  userId: string | null;
  sessionId: string | null;
  ipAddress: string | null;
  /** As text: "Chrome on Windows". */
  device: string | null;
}

export interface AuditEvent {
  name: AuditEventName;
  at: number;
  /** The user whose account the event is about. */
  userId: string | null;
  /** The session the event is about. */
  sessionId: string | null;
  actor: Actor;
  reason: EndReason | null;
  /** What else the event is about. */
  details?: AuditDetails | null;
}

/** What an event is about besides user and session, such as `organizationId`, or the address of an invitation. */
export type AuditDetails = Record<string, string>;

/** What a decision, or a part of one, writes: together, or not at all. */
export interface Effects {
  changes: Change[];
  events: AuditEvent[];
}

export interface Decision<Outcome> extends Effects {
  outcome: Outcome;
}

/** A decision that changes nothing. */
export function noChange<Outcome>(outcome: Outcome): Decision<Outcome> {
  return { outcome, changes: [], events: [] };
}

/** Uses counted in a window that ends at `expire`, in milliseconds since the epoch; null before the first. */
export type Usage = { count: number; expire: number | null } | null;

/** A user with all living sessions. */
export interface Account {
  user: UserRecord;
  sessions: SessionRecord[];
  /** The user's completed sign-ins. */
  signIns: Usage;
  /** The messages about sign-ins on new browsers that were sent to the user. */
  notices: Usage;
}

/** The rows that belong to a presented refresh token. */
export interface Family {
  token: TokenRecord;
  session: SessionRecord;
  /** The row of the token's direct successor, if it has one. */
  successor: TokenRecord | null;
  /** The tokens of the session that still hold a sealed successor, then the current one, by generation. */
  chain: TokenRecord[];
  /** The user the session belongs to. */
  user: UserRecord;
  /** The rotations of all the user's sessions. */
  rotations: Usage;
  /** Whether the proof that came with the token was used before; left out when there was none. */
  proofUsed?: boolean;
  /** The same user with all sessions; loaded only for commands that concern the whole account. */
  account: Account | null;
}
