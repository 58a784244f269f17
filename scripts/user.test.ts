/** The command for accounts, as an administrator types it. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { verify } from "@node-rs/argon2";
import Sqlite from "better-sqlite3";
import { expect, test } from "vitest";
import { tempFolder } from "@/db/testing/temp-folder";
import { bareEnvironment } from "./settings";

const EMAIL = "ada@example.com";

function openInstallation() {
  const file = join(tempFolder(), "latchkey.db");
  const env = {
    ...bareEnvironment(),
    DATABASE_URL: `file:${file}`,
    SESSION_SECRET: "only for tests: long enough to seal with",
  };
  return {
    run: (args: string[], input = "") =>
      spawnSync(process.execPath, ["--import=tsx", "scripts/user.ts", ...args], {
        input,
        encoding: "utf8",
        env,
      }),
    passwordHash() {
      const database = new Sqlite(file, { readonly: true });
      const hash = database.prepare("select password_hash from users where email = ?").pluck().get(EMAIL);
      database.close();
      return String(hash);
    },
  };
}

test("an account is created, and each name of the command gives it a new password", async () => {
  const { run, passwordHash } = openInstallation();
  expect(run(["create", EMAIL], "the password of the first day\n").stdout).toContain(`Created ${EMAIL}`);
  for (const command of ["password-reset", "reset"]) {
    const { status, stdout } = run([command, EMAIL]);
    expect(status).toBe(0);
    const [, password = ""] = /Password: (\S+)/.exec(stdout) ?? [];
    expect(await verify(passwordHash(), password), command).toBe(true);
    expect(stdout).toContain("What a stranger may have added stays");
  }
});

test("an unknown command prints the usage", () => {
  const { status, stdout, stderr } = openInstallation().run(["forget", EMAIL]);
  expect(status).toBe(1);
  expect(stdout + stderr).toContain("npm run user -- password-reset EMAIL");
});
