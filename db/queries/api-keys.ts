/** API keys: finding, listing and using them. */
import { and, asc, count, eq, isNull, lte, or } from "drizzle-orm";
import { type Engine, one, type Query, rows, write } from "@/db/engine/engine";
import { statement } from "@/db/engine/statements";
import type { ApiKeyWithMaker } from "@/lib/session/organizations/api-key-use";
import type { ApiKeyRecord, OrganizationId } from "@/lib/session/organizations/organization-records";
import { userColumns } from "./users";

const keyByHash = statement(({ db, param, apiKeys, users }) =>
  db
    .select({ key: apiKeys, user: userColumns(users) })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(eq(apiKeys.hash, param("hash"))),
);
const keyOfOrganization = statement(({ db, param, apiKeys }) =>
  db
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.organizationId, param("organizationId")), eq(apiKeys.id, param("id")))),
);
const keysOfOrganization = statement(({ db, param, apiKeys }) =>
  db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.organizationId, param("organizationId")))
    .orderBy(asc(apiKeys.createdAt), asc(apiKeys.id)),
);
const keyCount = statement(({ db, param, apiKeys }) =>
  db
    .select({ count: count() })
    .from(apiKeys)
    .where(eq(apiKeys.organizationId, param("organizationId"))),
);
const keysOfMaker = statement(({ db, param, apiKeys }) =>
  db
    .select()
    .from(apiKeys)
    .where(eq(apiKeys.createdBy, param("userId"))),
);
/** Of several uses at once, in any process, one is stored. */
const recordUse = statement(({ db, param, apiKeys }) =>
  db
    .update(apiKeys)
    .set({ lastUsedAt: param("now") })
    .where(
      and(
        eq(apiKeys.id, param("id")),
        or(isNull(apiKeys.lastUsedAt), lte(apiKeys.lastUsedAt, param("before"))),
      ),
    ),
);

/** A key of an organization. The organization's lock is held: keys change only under it. */
export function loadApiKey(organizationId: OrganizationId, id: string): Query<ApiKeyRecord | null> {
  return one(keyOfOrganization, { organizationId, id });
}

/** How many keys an organization has. */
export function* countApiKeys(organizationId: OrganizationId): Query<number> {
  return (yield* one(keyCount, { organizationId }))?.count ?? 0;
}

/** The keys that a user has made, in all organizations. The user is locked: no other key is made meanwhile. */
export function loadApiKeysOf(userId: string): Query<ApiKeyRecord[]> {
  return rows(keysOfMaker, { userId });
}

/** @returns the reads of API keys, and the note of their use, as methods of `Database` */
export function createApiKeyReads(engine: Engine) {
  return {
    /** @returns a key and the member who made it, whatever has become of them; null when no key has the hash */
    async findApiKey(hash: string): Promise<ApiKeyWithMaker | null> {
      return engine.run(one(keyByHash, { hash }));
    },

    /** @returns the keys of an organization, oldest first; those that expired a short time ago too */
    async listApiKeys(organizationId: OrganizationId): Promise<ApiKeyRecord[]> {
      return engine.run(rows(keysOfOrganization, { organizationId }));
    },

    /** Stores when a key was used. @param before a use that was stored later than this stays */
    async recordApiKeyUse(id: string, { now, before }: { now: number; before: number }): Promise<void> {
      await engine.run(write(recordUse, { id, now, before }));
    },
  };
}
