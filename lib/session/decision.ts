/**
 * The result of a rule: an outcome for the caller, changes to write and audit events to record.
 *
 * Rules are pure. The storage layer loads the state, runs the rule, writes what it says and commits it as one,
 * refusals included: "reuse detected" is on disk before the caller is told.
 */
import type { AuditEventName } from "./contract";
import type { EndReason } from "./reasons";
import type { SessionRecord, TokenRecord, UserRecord } from "./session";

export type Change =
  | { kind: "insert-user"; user: UserRecord }
  | { kind: "update-user"; id: string; set: Partial<Omit<UserRecord, "id">> }
  | { kind: "insert-session"; session: SessionRecord }
  | { kind: "update-session"; id: string; set: Partial<Omit<SessionRecord, "id" | "userId">> }
  | { kind: "insert-token"; token: TokenRecord }
  | {
      kind: "update-token";
      hash: string;
      set: Partial<Pick<TokenRecord, "usedAt" | "sealedSuccessor" | "repeatedAt">>;
    }
  | { kind: "save-note"; userId: string; text: string; updatedAt: number }
  /** Stores the key of a user's drafts in a browser, unless there is one. */
  | { kind: "keep-draft-key"; userId: string; browserId: string; key: string; createdAt: number }
  /** Counts one use in a window that begins with its first. Several at once, in any process, all count. */
  | { kind: "count"; key: string; now: number; durationMs: number }
  /** Takes one counted use back, unless its window is over. */
  | { kind: "refund"; key: string; now: number }
  /** Deletes the oldest tokens of a session below a generation, if they were made before an instant. */
  | { kind: "fold-tokens"; sessionId: string; belowGeneration: number; madeBefore: number }
  /** Revokes the tokens of a session that are not revoked yet, and deletes their sealed successors. */
  | { kind: "revoke-tokens"; sessionId: string; at: number };

/** Who did something, and from where. Part of every audit event. */
export interface Actor {
  userId: string | null;
  sessionId: string | null;
  ipAddress: string | null;
  /** In words, "Chrome on Windows". */
  device: string | null;
}

export interface AuditEvent {
  name: AuditEventName;
  at: number;
  /** Whose account it is about. */
  userId: string | null;
  /** Which session it is about. */
  sessionId: string | null;
  actor: Actor;
  reason: EndReason | null;
}

export interface Decision<Outcome> {
  outcome: Outcome;
  changes: Change[];
  events: AuditEvent[];
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
}

/** The rows that a presented refresh token leads to. */
export interface Family {
  token: TokenRecord;
  session: SessionRecord;
  /** The row of the token's direct successor, if it has one. */
  successor: TokenRecord | null;
  /** The session's tokens that still hold a seal and then the current one, in the order of their generations. */
  chain: TokenRecord[];
  /** The user it belongs to. */
  user: UserRecord;
  /** The rotations of all the user's sessions. */
  rotations: Usage;
  /** The same user with all sessions; loaded only for commands that concern the whole account. */
  account: Account | null;
}
