import { isNotNull } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Role } from "@/lib/session/roles";

export const users = sqliteTable(
  "users",
  {
    id: text().primaryKey(),
    /** In canonical form: one account per address. */
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text("password_hash").notNull(),
    roles: text({ mode: "json" }).$type<Role[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    disabledAt: integer("disabled_at"),
    /** When the account is deleted; null unless its user has asked for that. */
    deletionAt: integer("deletion_at"),
    /** The user's own idle limit; null takes the deployment's. */
    idleTimeout: integer("idle_timeout"),
    /**
     * The texts that a search compares (`db/queries/search-keys.ts`); null in rows of an older version until the
     * database is opened.
     */
    nameKey: text("name_key"),
    emailKey: text("email_key"),
    /** When the user proved that mail to the address arrives; null if the user never did. */
    emailVerifiedAt: integer("email_verified_at"),
    /** The user's id at passkeys: 32 random bytes, base64url; null before the first passkey (WebAuthn Level 3, 14.6.1). */
    webauthnUserHandle: text("webauthn_user_handle"),
    /** Of the texts that are sent to the user (`lib/texts/language.ts`); null until it is known. */
    language: text(),
  },
  (table) => [
    uniqueIndex("users_email").on(table.email),
    index("users_created").on(table.createdAt),
    index("users_deletion").on(table.deletionAt).where(isNotNull(table.deletionAt)),
    index("users_search").on(table.nameKey, table.emailKey),
  ],
);
