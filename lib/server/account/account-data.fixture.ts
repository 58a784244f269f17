/** A user of whom every table has something, and another whose rows stand beside: each value says whose it is. */

import { hashToken } from "@/lib/server/crypto";
import { DAY, type Installation } from "@/lib/server/testing/installation";
import { write } from "@/lib/server/testing/organizations";
import type { AuditEvent, Change } from "@/lib/session/decision";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { type SessionRecord, UNKNOWN_DEVICE, userRecord } from "@/lib/session/session";
import { openSession } from "@/lib/session/sign-in/sign-in";
import { newTicket } from "@/lib/session/sign-in/tickets";
import { POLICY } from "@/lib/session/testing/test-records";

/** In every column that holds a hash, a seal or a key. */
export const SECRET = "never-to-be-shown";
const FOREVER = 1000 * DAY;

function person(id: string, name: string, ip: string) {
  const email = `${id}@example.com`;
  return {
    id,
    name,
    ip,
    email,
    addressHash: hashToken(email),
    ...{ sessionId: `session-of-${id}`, browserId: `browser-of-${id}`, subject: `subject-${id}` },
    record: userRecord({ id, name, email, passwordHash: SECRET, roles: ["user"], language: "de" }, 0),
  };
}

export const ADA = person("ada-4b1c", "Countess of Lovelace", "198.51.100.7");
export const EVE = person("eve-9d2f", "Rear Admiral Hopper", "203.0.113.9");
type Person = typeof ADA;

/** What people wrote and chose; the export shows it. */
export const KEPT = [
  "Kitchen tablet",
  "Dear diary",
  "Blue key",
  "Build server",
  "Firefox on Solaris",
  "198.51.100.7",
];

const organizationId = "engines" as OrganizationId;

/** Fills every table. @param query runs SQL, for the rows that no rule writes */
export async function fillEveryTable(
  app: Installation,
  query: (sql: string) => Promise<unknown>,
): Promise<void> {
  const { now } = app;
  await write(app, [
    ...[ADA, EVE].map(
      ({ record }): Change => ({ kind: "insert-user", user: { ...record, webauthnUserHandle: null } }),
    ),
    {
      kind: "insert-organization",
      organization: {
        id: organizationId,
        name: "Engines",
        slug: "engines",
        primaryColor: null,
        createdAt: now,
      },
    },
    {
      kind: "insert-workspace",
      workspace: { id: "lab", organizationId, name: "Lab", slug: "lab", createdAt: now },
    },
  ]);
  await write(app, [...belongings(ADA, EVE, now), ...belongings(EVE, ADA, now), acting(ADA, EVE, now)]);
  await write(app, [
    { kind: "insert-mail", mail: { ...mailTo(EVE, now), id: "named", values: { inviter: ADA.name } } },
  ]);
  // The other user wants the address of this one.
  await write(app, [
    {
      kind: "insert-challenge",
      challenge: {
        id: "wanted",
        type: "email_change",
        attemptId: null,
        userId: EVE.id,
        status: "pending",
        email: ADA.email,
        codeHash: SECRET,
        attempts: 0,
        resendAt: now,
        createdAt: now,
        expiresAt: now + FOREVER,
      },
    },
  ]);
  await app.db.changeAccount({ id: "" }, () => ({ outcome: null, changes: [], events: eventsOf(now) }));
  for (const { id } of [ADA, EVE])
    await query(
      `insert into idempotency_keys (id, user_id, body_hash, status, answer, created_at)
       values ('${SECRET}-${id}', '${id}', '${SECRET}', 200, '${SECRET}', ${now + FOREVER})`,
    );
}

function sessionOf({ record, sessionId, browserId, ip }: Person, now: number): SessionRecord {
  const device = {
    ...UNKNOWN_DEVICE,
    browser: "Firefox",
    os: "Solaris",
    userAgent: "Firefox on Solaris",
    ipAddress: ip,
  };
  const from = { id: sessionId, browserId, authMethods: ["pwd"], rememberMe: true, device };
  return {
    ...openSession(record, from, now, POLICY),
    label: "Kitchen tablet",
    boundKey: SECRET,
    organizationId,
  };
}

/** A session of another user in which this one acted as an administrator. */
function acting(administrator: Person, other: Person, now: number): Change {
  const session = {
    ...sessionOf(other, now),
    id: `acting-as-${other.id}`,
    browserId: administrator.browserId,
  };
  return {
    kind: "insert-session",
    session: {
      ...session,
      impersonatorId: administrator.id,
      impersonatorSessionId: administrator.sessionId,
      impersonatorName: administrator.name,
      // Where the administrator is, such a session does not say.
      ...UNKNOWN_DEVICE,
      browserId: "browser-of-acting",
    },
  };
}

function mailTo({ email, name, ip }: Person, now: number) {
  return {
    ...{
      id: `mail-${email}`,
      recipient: email,
      template: "impersonation" as const,
      values: { name, ipAddress: ip },
    },
    sealedSecrets: SECRET,
    language: "de",
    createdAt: now,
    sentAt: null,
    tries: 0,
    nextTryAt: now,
  };
}

function belongings(own: Person, other: Person, now: number): Change[] {
  const { id: userId, name, email, sessionId, browserId } = own;
  const session = sessionOf(own, now);
  const times = { createdAt: now, expiresAt: now + FOREVER };
  return [
    { kind: "insert-session", session },
    {
      kind: "insert-token",
      token: {
        ...{ hash: `${SECRET}-${userId}`, sessionId, userId, generation: 0, parentHash: SECRET, ...times },
        usedAt: null,
        revokedAt: null,
        sealedSuccessor: SECRET,
        repeatedAt: null,
      },
    },
    { kind: "keep-draft-key", userId, browserId, key: SECRET, createdAt: now },
    { kind: "save-note", userId, text: "Dear diary", updatedAt: now },
    ...signInRows(own, times, now),
    {
      kind: "insert-mail",
      mail: { ...mailTo(own, now), values: { name, administrator: other.name, ipAddress: own.ip } },
    },
    {
      kind: "insert-mail",
      // Written in the two weeks: younger than its own retention when the account is deleted.
      mail: { ...mailTo(own, now + 13 * DAY), id: `late-${userId}` },
    },
    { kind: "insert-membership", membership: { organizationId, userId, role: "admin", joinedAt: now } },
    {
      kind: "save-workspace-membership",
      membership: { organizationId, workspaceId: "lab", userId, role: "member", joinedAt: now },
    },
    // Sent by this one to the address of the other.
    {
      kind: "insert-invitation",
      invitation: {
        ...{
          id: `invitation-by-${userId}`.slice(0, 15),
          organizationId,
          email: other.email,
          role: "member",
          hash: `${SECRET}-${userId}`,
        },
        invitedBy: userId,
        ...times,
      },
    },
    {
      kind: "insert-api-key",
      apiKey: {
        ...{
          id: `key-${userId}`,
          organizationId,
          createdBy: userId,
          name: `Build server of ${name}`,
          prefix: "key_abcd",
        },
        ...{ hash: `${SECRET}-${userId}`, scope: "read", lastUsedAt: null, ...times },
      },
    },
    ...[`signIn:${userId}`, `knownBrowser:${userId}:${browserId}`, `account:${own.addressHash}`].map(
      (key): Change => ({ kind: "count", key, now, durationMs: FOREVER }),
    ),
    {
      kind: "insert-attempt",
      attempt: {
        ...attempt(own, times),
        id: `stranger-${userId}`,
        userId: null,
        browserId: "browser-of-a-stranger",
        email,
      },
    },
  ];
}

function attempt(
  { id: userId, email, name, browserId }: Person,
  times: { createdAt: number; expiresAt: number },
) {
  return {
    ...{
      id: `attempt-${userId}`,
      kind: "sign_in" as const,
      browserId,
      email,
      userId,
      status: "open" as const,
    },
    step: "totp" as const,
    rememberMe: false,
    authMethods: ["pwd"],
    verifiedHash: SECRET,
    name,
    passwordHash: SECRET,
    ...times,
  };
}

function signInRows(own: Person, times: { createdAt: number; expiresAt: number }, now: number): Change[] {
  const { id: userId, email, name, sessionId, browserId, subject } = own;
  const identity = { issuer: "https://id.example", subject, email };
  const challenge = {
    type: "sign_in" as const,
    status: "pending" as const,
    email,
    codeHash: SECRET,
    attempts: 1,
    resendAt: now,
    ...times,
  };
  const ticket = newTicket({ hash: `${SECRET}-${userId}`, type: "not_me", userId, sessionId }, now, FOREVER);
  return [
    { kind: "insert-attempt", attempt: attempt(own, times) },
    { kind: "insert-challenge", challenge: { ...challenge, id: `code-${userId}`, attemptId: null, userId } },
    {
      kind: "insert-challenge",
      challenge: { ...challenge, id: `sent-${userId}`, attemptId: `attempt-${userId}`, userId: null },
    },
    { kind: "insert-ticket", ticket },
    {
      kind: "insert-authenticator",
      authenticator: {
        ...{
          id: `factor-${userId}`,
          userId,
          type: "totp",
          name: `Blue key of ${name}`,
          createdAt: now,
          confirmedAt: now,
        },
        lastUsedAt: null,
        addedBySessionId: sessionId,
        failures: 0,
        lockedUntil: null,
        sealedSecret: SECRET,
        lastStep: null,
        credentialId: null,
        publicKey: SECRET,
        signCount: null,
        transports: null,
        backedUp: null,
      },
    },
    {
      kind: "insert-recovery-code",
      code: {
        id: `recovery-${userId}`,
        userId,
        selector: SECRET,
        hash: SECRET,
        createdAt: now,
        usedAt: null,
      },
    },
    {
      kind: "insert-identity",
      identity: { ...identity, id: `identity-${userId}`, userId, createdAt: now, lastUsedAt: now },
    },
    {
      kind: "insert-provider-sign-in",
      signIn: {
        ...{ ...identity, id: `provider-${userId}`, sid: SECRET, sealedIdToken: SECRET, browserId, userId },
        attemptId: null,
        sessionId,
        ...times,
      },
    },
  ];
}

/** What each did alone and to the other, what a stranger tried, and what names an address. */
function eventsOf(at: number): AuditEvent[] {
  const by = ({ id: userId, sessionId, ip }: Person) => ({
    userId,
    sessionId,
    ipAddress: ip,
    device: "Firefox on Solaris",
  });
  const about = (
    name: AuditEvent["name"],
    { id: userId, sessionId }: Person,
    actor: AuditEvent["actor"],
  ) => ({
    name,
    at,
    userId,
    sessionId,
    actor,
    reason: null,
  });
  const invited = (email: string) => ({
    details: { organizationId, organization: "Engines", email, role: "member" },
  });
  return [ADA, EVE].flatMap((own) => {
    const other = own === ADA ? EVE : ADA;
    return [
      about("signed_in", own, by(own)),
      { ...about("session_ended", own, by(own)), reason: "user" as const },
      about("sign_in_failed", own, { userId: null, sessionId: null, ipAddress: own.ip, device: null }),
      { ...about("roles_changed", own, by(other)), sessionId: null },
      { ...about("email_changed", own, by(own)), details: { from: own.email } },
      { ...about("invitation_sent", own, by(own)), ...invited(other.email) },
      { ...about("invitation_accepted", own, by(own)), ...invited(own.email) },
    ];
  });
}
