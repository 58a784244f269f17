import { defineConfig } from "drizzle-kit";

/** Used by `npm run db:generate` only; the running app applies what lies in db/migrations. */
export default defineConfig({ dialect: "sqlite", schema: "./db/schema.ts", out: "./db/migrations" });
