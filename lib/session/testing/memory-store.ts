/**
 * The storage layer of tests: loads the state a rule needs and writes its decision, in memory. It is as strict as a
 * database: inserting a row twice or updating a missing row throws.
 */
import type { Account, AuditEvent, Change, Decision, Family, Usage } from "@/lib/session/decision";
import type { DeviceProof } from "@/lib/session/device-binding/device-proof";
import type { SessionRecord, TokenRecord, UserRecord } from "@/lib/session/session";
import { usageKey } from "@/lib/session/user-limits";

export class MemoryStore {
  readonly users: Map<string, UserRecord>;
  readonly sessions: Map<string, SessionRecord>;
  readonly tokens: Map<string, TokenRecord>;
  readonly events: AuditEvent[];
  readonly uses: Map<string, NonNullable<Usage>>;
  /** The proofs that were used. */
  readonly usedIds: Set<string>;
  /** The sessions, and the users with all of theirs, that a provider can bring back no more. */
  readonly forgotten: string[];

  constructor(from?: MemoryStore) {
    this.users = new Map(from?.users);
    this.sessions = new Map(from?.sessions);
    this.tokens = new Map(from?.tokens);
    this.events = [...(from?.events ?? [])];
    this.uses = new Map(from?.uses);
    this.usedIds = new Set(from?.usedIds);
    this.forgotten = [...(from?.forgotten ?? [])];
  }

  /**
   * @param proof what comes with the token
   * @returns the rows of a presented token, with the account of its user; null when its hash is unknown.
   */
  family(hash: string, proof?: DeviceProof): Family | null {
    const token = this.tokens.get(hash);
    if (!token) return null;
    const session = this.session(token.sessionId);
    const successor = [...this.tokens.values()].find((other) => other.parentHash === hash) ?? null;
    const account = this.account(session.userId);
    if (!account) throw new Error(`no user ${session.userId}`);
    const chain = [...this.tokens.values()]
      .filter((one) => one.sessionId === session.id)
      .filter((one) => one.sealedSuccessor !== null || one.generation === session.generation)
      .sort((a, b) => a.generation - b.generation);
    const rotations = this.uses.get(usageKey("rotation", session.userId)) ?? null;
    const proofUsed = proof?.kind === "signed" && this.usedIds.has(proof.id.hash);
    return { token, session, successor, chain, user: account.user, rotations, account, proofUsed };
  }

  /** @returns the user with all living sessions, or null. */
  account(userId: string): Account | null {
    const user = this.users.get(userId);
    if (!user) return null;
    const sessions = [...this.sessions.values()].filter(
      (one) => one.userId === userId && one.endedAt === null,
    );
    const used = (limit: "signIn" | "signInNotice") => this.uses.get(usageKey(limit, userId)) ?? null;
    return { user, sessions, signIns: used("signIn"), notices: used("signInNotice") };
  }

  session(id: string): SessionRecord {
    const session = this.sessions.get(id);
    if (!session) throw new Error(`no session ${id}`);
    return session;
  }

  /** Writes a decision's changes and events. @returns its outcome */
  commit<Outcome>({ outcome, changes, events }: Decision<Outcome>): Outcome {
    for (const change of changes) this.write(change);
    this.events.push(...events);
    return outcome;
  }

  private write(change: Change): void {
    switch (change.kind) {
      case "insert-user":
        insert(this.users, change.user.id, change.user);
        break;
      case "update-user":
        update(this.users, change.id, change.set);
        break;
      case "insert-session":
        insert(this.sessions, change.session.id, change.session);
        break;
      case "update-session":
        update(this.sessions, change.id, change.set);
        break;
      case "insert-token":
        insert(this.tokens, change.token.hash, change.token);
        break;
      case "update-token":
        update(this.tokens, change.hash, change.set);
        break;
      case "use-id":
        if (this.usedIds.has(change.id.hash)) throw new Error("a proof was used twice");
        this.usedIds.add(change.id.hash);
        break;
      case "save-note":
      case "keep-draft-key":
      case "refund":
        break; // no rule reads them
      case "forget-provider-sign-ins":
        this.forgotten.push(change.sessionId ?? change.userId);
        break;
      case "count": {
        const before = this.uses.get(change.key);
        const isOpen = before?.expire != null && before.expire > change.now;
        const expire = isOpen ? before.expire : change.now + change.durationMs;
        this.uses.set(change.key, { count: isOpen ? before.count + 1 : 1, expire });
        break;
      }
      case "fold-tokens":
        for (const { hash, sessionId, generation, createdAt } of this.tokens.values()) {
          if (sessionId !== change.sessionId || createdAt >= change.madeBefore) continue;
          if (generation < change.belowGeneration) this.tokens.delete(hash);
        }
        break;
      case "revoke-tokens":
        for (const token of this.tokens.values()) {
          if (token.sessionId !== change.sessionId) continue;
          const revokedAt = token.revokedAt ?? change.at;
          update(this.tokens, token.hash, { revokedAt, sealedSuccessor: null });
        }
    }
  }
}

function insert<Row>(table: Map<string, Row>, key: string, row: Row): void {
  if (table.has(key)) throw new Error(`${key} is there already`);
  table.set(key, row);
}

function update<Row>(table: Map<string, Row>, key: string, set: Partial<Row>): void {
  const row = table.get(key);
  if (!row) throw new Error(`${key} is not there`);
  table.set(key, { ...row, ...set });
}
