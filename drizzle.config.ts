import { defineConfig } from "drizzle-kit";

/** Used by `npm run db:generate` only, once for each engine; the running app applies what lies in the folders. */
const engine = process.env.ENGINE === "postgres" ? "postgres" : "sqlite";

export default defineConfig({
  dialect: engine === "postgres" ? "postgresql" : "sqlite",
  schema: `./db/${engine}/schema.ts`,
  out: `./db/${engine}/migrations`,
});
