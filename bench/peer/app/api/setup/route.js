import { getMigrations } from "better-auth/db/migration";
import { auth } from "../../../lib/auth.js";

/** Makes the tables. */
export async function POST() {
  const { runMigrations } = await getMigrations(auth.options);
  await runMigrations();
  return Response.json({});
}
