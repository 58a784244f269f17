import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bareEnvironment } from "@/scripts/settings";
import { administrator } from "./accounts";

/**
 * The database that every test server starts with a copy of: its only account is the administrator. It is made once,
 * and the processes started by this one find it.
 *
 * @returns the file
 */
export function templateDatabase(): string {
  const known = process.env.LATCHKEY_E2E_DATABASE;
  if (known) return known;
  const folder = mkdtempSync(join(tmpdir(), "latchkey-template-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "latchkey.db");
  createAdministrator(`file:${file}`);
  process.env.LATCHKEY_E2E_DATABASE = file;
  return file;
}

/** Makes the administrator in a database, as an operator does. */
export function createAdministrator(databaseUrl: string): void {
  const { email, name, password } = administrator;
  execFileSync(
    process.execPath,
    ["--import=tsx", "scripts/user.ts", "create", email, "--name", name, "--roles", "user,admin"],
    {
      env: {
        ...bareEnvironment(),
        DATABASE_URL: databaseUrl,
        SESSION_SECRET: randomBytes(32).toString("hex"),
      },
      input: password,
      stdio: ["pipe", "ignore", "inherit"],
    },
  );
}
