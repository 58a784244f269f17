import { betterAuth } from "better-auth";
import Sqlite from "better-sqlite3";

/** With the settings that our own files have. */
const database = new Sqlite(process.env.PEER_DATABASE ?? ":memory:");
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");

export const auth = betterAuth({
  database,
  baseURL: process.env.PEER_URL ?? "http://localhost",
  secret: process.env.PEER_SECRET ?? "only while the app is built, never served",
  emailAndPassword: { enabled: true },
  rateLimit: { enabled: false },
  // The load sends no `Origin`.
  advanced: { disableCSRFCheck: true },
});
