import { isNotNull } from "drizzle-orm";
import { index, jsonb, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Role } from "@/lib/session/roles";
import { milliseconds } from "./columns";

export const users = pgTable(
  "users",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    passwordHash: text("password_hash").notNull(),
    roles: jsonb().$type<Role[]>().notNull(),
    createdAt: milliseconds("created_at").notNull(),
    disabledAt: milliseconds("disabled_at"),
    deletionAt: milliseconds("deletion_at"),
    idleTimeout: milliseconds("idle_timeout"),
    nameKey: text("name_key"),
    emailKey: text("email_key"),
    emailVerifiedAt: milliseconds("email_verified_at"),
    webauthnUserHandle: text("webauthn_user_handle"),
    language: text(),
  },
  (table) => [
    uniqueIndex("users_email").on(table.email),
    index("users_created").on(table.createdAt),
    index("users_deletion").on(table.deletionAt).where(isNotNull(table.deletionAt)),
    index("users_search").on(table.nameKey, table.emailKey),
  ],
);
