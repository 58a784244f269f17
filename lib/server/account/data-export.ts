/** The data of one user as a file: what is stored, without secrets and without other users. */
import type { AccountData } from "@/db/queries/account-data";
import { actorOf, type ClientInfo } from "@/lib/server/client-info";
import { database } from "@/lib/server/database";
import { displayEmail } from "@/lib/server/email";
import { changeAccountFor } from "@/lib/server/for-caller";
import { isoTime, isoTimeOrNull } from "@/lib/server/iso-time";
import { newNotice } from "@/lib/server/mail/notices";
import { consume } from "@/lib/server/rate-limit";
import type { Principal } from "@/lib/server/sessions/sessions";
import { decideRecordExport } from "@/lib/session/account/data-export";
import type { AccountExport } from "@/lib/session/account/export-contract";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { hasPassword } from "@/lib/session/session";
import { EXPORT_VERSION } from "@/lib/session/view-schemas/account-data";
import { exportedDevice, exportedEvent, exportedMail, exportedSession } from "./export-views";

/**
 * Collects what is stored of the caller. That is recorded first, and told by e-mail: a stolen session that takes the data
 * leaves a trace, also in the file.
 *
 * @returns the file's content; or `rate_limited` after too many, and the codes of `changeAccountFor`
 */
export async function exportAccount(
  principal: Principal,
  client: ClientInfo,
): Promise<AccountExport | Failure> {
  const { user, session } = principal;
  const blocked = await consume({ limit: "dataExport", key: user.id });
  if (blocked) return blocked.failure;
  const command = { actor: actorOf(client, session), notice: newNotice("data_exported", user, client) };
  const recorded = await changeAccountFor(principal, { id: user.id }, (account, now) =>
    decideRecordExport(account, command, now),
  );
  if (isFailure(recorded)) return recorded;
  const db = database();
  const [data, now] = await Promise.all([db.findAccountData(user.id), db.now()]);
  return data ? accountExport(data, now) : fail("not_found");
}

function accountExport(data: AccountData, now: number): AccountExport {
  const { user } = data;
  const [note = null] = data.notes;
  return {
    format: "latchkey-account",
    version: EXPORT_VERSION,
    exportedAt: isoTime(now),
    account: {
      id: user.id,
      email: displayEmail(user.email),
      emailVerifiedAt: isoTimeOrNull(user.emailVerifiedAt),
      name: user.name,
      language: user.language,
      roles: user.roles,
      createdAt: isoTime(user.createdAt),
      disabledAt: isoTimeOrNull(user.disabledAt),
      deletionAt: isoTimeOrNull(user.deletionAt),
      hasPassword: hasPassword(user),
      idleTimeoutSeconds: user.idleTimeout === null ? null : user.idleTimeout / 1000,
      passkeyUserId: user.webauthnUserHandle,
    },
    note: note && { text: note.text, updatedAt: isoTime(note.updatedAt) },
    sessions: data.sessions.map(exportedSession),
    activity: data.events.map((event) => exportedEvent(event, user.id)),
    actions: data.eventsByUser.map((event) => exportedEvent(event, user.id)),
    ...waysIn(data),
    ...memberships(data),
    ...traces(data),
  };
}

function waysIn({ authenticators, recoveryCodes, identities, providerSignIns }: AccountData) {
  return {
    authenticators: authenticators.map(
      ({ id, type, name, credentialId, transports, backedUp, ...times }) => ({
        id,
        type,
        name,
        credentialId,
        transports,
        backedUp,
        createdAt: isoTime(times.createdAt),
        confirmedAt: isoTimeOrNull(times.confirmedAt),
        lastUsedAt: isoTimeOrNull(times.lastUsedAt),
      }),
    ),
    recoveryCodes: recoveryCodes.map(({ createdAt, usedAt }) => ({
      createdAt: isoTime(createdAt),
      usedAt: isoTimeOrNull(usedAt),
    })),
    identities: identities.map(({ issuer, subject, email, createdAt, lastUsedAt }) => ({
      issuer,
      subject,
      email,
      createdAt: isoTime(createdAt),
      lastUsedAt: isoTime(lastUsedAt),
    })),
    providerSignIns: providerSignIns.map(({ issuer, subject, email, sessionId, createdAt }) => ({
      issuer,
      subject,
      email,
      sessionId,
      createdAt: isoTime(createdAt),
    })),
  };
}

function memberships(data: AccountData) {
  const invitation = ({ invitation, organization }: AccountData["invitationsSent"][number]) => ({
    organization,
    role: invitation.role,
    createdAt: isoTime(invitation.createdAt),
    expiresAt: isoTime(invitation.expiresAt),
  });
  return {
    organizations: data.memberships.map(({ membership, organization: { id, name, slug } }) => ({
      id,
      name,
      slug,
      role: membership.role,
      joinedAt: isoTime(membership.joinedAt),
      workspaces: data.workspaces
        .filter(({ place }) => place.organizationId === id)
        .map(({ place: { workspaceId, role, joinedAt }, name }) => ({
          id: workspaceId,
          name,
          role,
          joinedAt: isoTime(joinedAt),
        })),
    })),
    invitationsSent: data.invitationsSent.map(invitation),
    invitationsReceived: data.invitationsReceived.map(invitation),
    apiKeys: data.apiKeys.map(({ id, organizationId, name, prefix, scope, ...times }) => ({
      id,
      organizationId,
      name,
      prefix,
      scope,
      createdAt: isoTime(times.createdAt),
      lastUsedAt: isoTimeOrNull(times.lastUsedAt),
      expiresAt: isoTime(times.expiresAt),
    })),
  };
}

/** What is stored for a short time, and what is counted. */
function traces({ mail, attempts, challenges, tickets, draftKeys, counters, answers }: AccountData) {
  return {
    emails: mail.map(exportedMail),
    signIns: attempts.map(({ kind, status, step, rememberMe, createdAt }) => ({
      kind,
      status,
      step,
      rememberMe,
      createdAt: isoTime(createdAt),
    })),
    codes: challenges.map(({ challenge }) => ({
      type: challenge.type,
      status: challenge.status,
      email: challenge.email,
      tries: challenge.attempts,
      createdAt: isoTime(challenge.createdAt),
      expiresAt: isoTime(challenge.expiresAt),
    })),
    links: tickets.map(({ type, createdAt, expiresAt, usedAt, deviceLink }) => ({
      type,
      createdAt: isoTime(createdAt),
      expiresAt: isoTime(expiresAt),
      usedAt: isoTimeOrNull(usedAt),
      request: deviceLink?.request
        ? { ...exportedDevice(deviceLink.request.device), at: isoTime(deviceLink.request.at) }
        : null,
    })),
    draftKeys: draftKeys.map(({ browserId, createdAt }) => ({ browserId, createdAt: isoTime(createdAt) })),
    counters: counters.map(({ key, count, expire }) => ({
      limit: key.split(":", 1)[0] ?? key,
      count,
      until: isoTimeOrNull(expire),
    })),
    storedAnswers: answers.map(({ status, createdAt }) => ({ status, createdAt: isoTime(createdAt) })),
  };
}
