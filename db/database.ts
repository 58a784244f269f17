/**
 * The database as the rest of the app uses it. Nothing outside this folder depends on the engine.
 */

import { createApiKeyChanges } from "./api-key-changes";
import type { Engine, Warn } from "./engine/engine";
import { createInvitationChanges } from "./invitation-changes";
import { createMemberChanges } from "./member-changes";
import { createOrganizationChanges } from "./organization-changes";
import { createPostgresEngine } from "./postgres/engine";
import { createProviderChanges } from "./provider-changes";
import { createAccountDataReads } from "./queries/account-data";
import { createActiveMembershipReads } from "./queries/active-memberships";
import { createApiKeyReads } from "./queries/api-keys";
import { createAttemptReads } from "./queries/attempts";
import { createAudit } from "./queries/audit";
import { createAuditSearch } from "./queries/audit-search";
import { createDemoOutboxQueries } from "./queries/demo-outbox"; // demo:line
import { createDraftKeyQueries } from "./queries/draft-keys";
import { createIdempotency } from "./queries/idempotency";
import { createImpersonationReads } from "./queries/impersonations";
import { createInvitationReads } from "./queries/invitations";
import { createMemberReads } from "./queries/members";
import { createNoteQueries } from "./queries/notes";
import { createOrganizationReads } from "./queries/organizations";
import { createOutboxQueries } from "./queries/outbox";
import { createProviderReads } from "./queries/provider-sign-ins";
import { createRateLimitQueries } from "./queries/rate-limits";
import { createSandboxUserQueries } from "./queries/sandbox-users"; // demo:line
import { createSecondFactorReads } from "./queries/second-factors";
import { createSessionReads } from "./queries/sessions";
import { createSigningKeyQueries } from "./queries/signing-keys";
import { createSweep } from "./queries/sweep";
import { createTicketReads } from "./queries/tickets";
import { createUsedIds } from "./queries/used-ids";
import { createUserReads } from "./queries/users";
import { createWorkspaceReads } from "./queries/workspaces";
import { createSecondFactorChanges } from "./second-factor-changes";
import { createSessionChanges } from "./session-changes";
import { createSignInChanges } from "./sign-in-changes";
import { databaseFile, openClient } from "./sqlite/connection";
import { createSqliteEngine } from "./sqlite/engine";
import { createTicketChanges } from "./ticket-changes";
import { type CommitHooks, createTransaction } from "./transaction";
import { createWorkspaceChanges } from "./workspace-changes";

export type Database = ReturnType<typeof openDatabase>;

interface Options extends CommitHooks {
  /** The project's root, which a relative path starts from. */
  root: string;
  /** How many connections to PostgreSQL this process may have. */
  poolSize?: number | undefined;
  /** Milliseconds since the epoch; tests bring their own. */
  clock?: (() => number) | undefined;
  warn?: Warn | undefined;
}

/**
 * Opens the database. SQLite is migrated and checked at once, PostgreSQL on first use or by `ready`.
 *
 * @param url `DATABASE_URL`
 * @throws Error when a file cannot be opened, is no database, or keeps other settings than the ones it is given
 */
export function openDatabase(url: string, options: Options) {
  const engine = openEngine(url, options);
  const { now, ping, ready, close, onCommitted } = engine;
  const transaction = createTransaction(engine, options);
  return {
    ...createSessionChanges(transaction),
    ...createTicketChanges(transaction),
    ...createSignInChanges(transaction),
    ...createProviderChanges(transaction),
    ...createSecondFactorChanges(transaction),
    ...createOrganizationChanges(transaction),
    ...createWorkspaceChanges(transaction),
    ...createInvitationChanges(transaction),
    ...createApiKeyChanges(transaction),
    ...createMemberChanges(transaction),
    ...createSessionReads(engine),
    ...createUserReads(engine),
    ...createAccountDataReads(engine),
    ...createProviderReads(engine),
    ...createSecondFactorReads(engine),
    ...createActiveMembershipReads(engine),
    ...createAttemptReads(engine),
    ...createAudit(engine),
    ...createAuditSearch(engine),
    ...createSigningKeyQueries(engine),
    ...createRateLimitQueries(engine),
    ...createImpersonationReads(engine),
    ...createNoteQueries(engine),
    ...createDraftKeyQueries(engine),
    ...createIdempotency(engine),
    ...createOrganizationReads(engine),
    ...createWorkspaceReads(engine),
    ...createInvitationReads(engine),
    ...createApiKeyReads(engine),
    ...createMemberReads(engine),
    ...createOutboxQueries(engine),
    ...createTicketReads(engine),
    ...createUsedIds(engine),
    ...createSweep(engine),
    // demo:start
    ...createDemoOutboxQueries(engine),
    ...createSandboxUserQueries(engine),
    // demo:end
    now,
    ping,
    ready,
    close,
    onCommitted,
  };
}

function openEngine(url: string, { root, poolSize = 10, clock, warn }: Options): Engine {
  return /^postgres(?:ql)?:/.test(url)
    ? createPostgresEngine(url, { poolSize, clock, warn })
    : createSqliteEngine(openClient(databaseFile(url, root)), clock ?? Date.now);
}
