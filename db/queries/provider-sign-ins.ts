/** The accounts of users at identity providers, and their sign-ins there. They change under the lock of their user. */
import { and, eq, isNotNull } from "drizzle-orm";
import { all, type Engine, lock, one, type Query, rows } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { IdentityRecord, ProviderSignInRecord } from "@/lib/session/sign-in/identity-records";
import type { NamedByProvider } from "@/lib/session/sign-in/provider-logout";
import type { ProviderRows } from "@/lib/session/sign-in/provider-sign-in";
import { loadSignIn } from "./attempts";
import { accountById } from "./locked-reads";
import { firstUse } from "./used-ids";
import { userByEmail } from "./users";

const identityBySubject = statement(({ db, param, identities }) =>
  db
    .select()
    .from(identities)
    .where(and(eq(identities.issuer, param("issuer")), eq(identities.subject, param("subject")))),
);
export const identitiesOf = statement(({ db, param, identities }) =>
  db
    .select()
    .from(identities)
    .where(eq(identities.userId, param("userId")))
    .orderBy(identities.createdAt, identities.id),
);
const bySubject = statement(({ db, param, providerSignIns }) =>
  db
    .select()
    .from(providerSignIns)
    .where(and(eq(providerSignIns.issuer, param("issuer")), eq(providerSignIns.subject, param("subject")))),
);
const bySid = statement(({ db, param, providerSignIns }) =>
  db
    .select()
    .from(providerSignIns)
    .where(and(eq(providerSignIns.issuer, param("issuer")), eq(providerSignIns.sid, param("sid")))),
);
export const providerSignInOf = statement(({ db, param, providerSignIns }) =>
  db
    .select()
    .from(providerSignIns)
    .where(and(eq(providerSignIns.sessionId, param("sessionId")), isNotNull(providerSignIns.sealedIdToken))),
);

/** A user as the provider names them: by subject, and by an address that it has verified. */
export interface ProviderUserKey {
  issuer: string;
  subject: string;
  email: string | null;
  browserId: string;
  secondStepCounter?: string | undefined;
  /** The session that the user goes on with; none at any other sign-in. */
  sessionId?: string | undefined;
}

/** The identity and the account it signs in to; without an identity, the account that has the address. Locked. */
export function* loadProviderUser(asked: ProviderUserKey): Query<ProviderRows> {
  const { issuer, subject, email, sessionId = "", ...at } = asked;
  const key = { issuer, subject };
  const [known, byEmail] = yield* all(one(identityBySubject, key), one(userByEmail, { email: email ?? "" }));
  const id = known?.userId ?? byEmail?.id;
  if (!id) return { identity: null, found: null };
  // Read again once the user is locked.
  const [found, identity, earlier] = yield* all(
    loadSignIn({ ...at, id }),
    one(identityBySubject, key),
    one(providerSignInOf, { sessionId }),
  );
  return { identity, found, earlier };
}

/** What a logout token names: a session of the provider, a user of it, or both. */
export interface ProviderLogoutKey {
  issuer: string;
  subject: string | null;
  sid: string | null;
  /** The identifier of the token. */
  usedId: { hash: string; expiresAt: number };
}

/** @returns what the token names, locked; null when the token was used before */
export function* loadNamedByProvider(key: ProviderLogoutKey): Query<NamedByProvider | null> {
  if (!(yield* firstUse(key.usedId))) return null;
  const users = new Set((yield* findNamed(key)).map(({ userId }) => userId));
  const sessions = [];
  for (const id of [...users].sort()) {
    const [, account] = yield* all(lock({ of: "account", id }), accountById(id));
    sessions.push(...(account?.sessions ?? []));
  }
  // Read again: a sign-in that was waiting may have its session by now.
  return { signIns: yield* findNamed(key), sessions };
}

function* findNamed({ issuer, subject, sid }: ProviderLogoutKey): Query<ProviderSignInRecord[]> {
  if (sid === null) return yield* rows(bySubject, { issuer, subject });
  const found = yield* rows(bySid, { issuer, sid });
  return found.filter((one) => subject === null || one.subject === subject);
}

/** @returns the reads of identities and sign-ins at providers, as methods of `Database` */
export function createProviderReads(engine: Engine) {
  return {
    /** @returns the identity of a subject at an issuer, or null */
    async findIdentity(issuer: string, subject: string): Promise<IdentityRecord | null> {
      return engine.run(one(identityBySubject, { issuer, subject }));
    },

    /** @returns the identities of a user, the oldest first */
    async listIdentities(userId: string): Promise<IdentityRecord[]> {
      return engine.run(rows(identitiesOf, { userId }));
    },

    /** @returns the sign-in at the provider that a session came from, or null */
    async findProviderSignIn(sessionId: string): Promise<ProviderSignInRecord | null> {
      return engine.run(one(providerSignInOf, { sessionId }));
    },
  };
}
