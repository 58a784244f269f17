/**
 * npm run user -- create EMAIL [--name NAME] [--roles user,admin]
 * npm run user -- roles EMAIL user,admin
 * npm run user -- show|disable|enable|password-reset|reset EMAIL
 *
 * A new password is read from standard input when that is a file or a pipe. Otherwise one is generated and printed
 * once.
 */
import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import {
  createUser,
  resetPassword,
  setRoles,
  setUserDisabled,
  showUser,
} from "@/lib/server/admin/user-commands";
import { type Failure, isFailure } from "@/lib/session/failure";
import { ROLES, type Role } from "@/lib/session/roles";
import type { UserRecord } from "@/lib/session/session";
import { exitWithError } from "./cli-output";
import { withDatabase } from "./with-database";

const USAGE = `Usage:
  npm run user -- create EMAIL [--name NAME] [--roles user,admin]
  npm run user -- roles EMAIL user,admin
  npm run user -- show EMAIL
  npm run user -- disable EMAIL
  npm run user -- enable EMAIL
  npm run user -- password-reset EMAIL   or reset, for short

A new password is read from standard input when that is a file or a pipe:
  npm run user -- create ada@example.com --roles user,admin < password.txt
Otherwise a random one is made and printed.`;

const AFTER_RESET = `What a stranger may have added stays: passkeys, authenticator apps, connected services and API keys. The user gets rid
of it by reporting the stranger's sign-in: Activity, "Wasn't you?".`;

const EMAIL = /^[^@\s]+@[^@\s]+$/;

const { positionals, values } = readArguments();
const [command, email = "", list] = positionals;
if (!EMAIL.test(email)) exitWithError(USAGE);

await withDatabase(async () => {
  switch (command) {
    case "create": {
      const password = newPassword();
      const name = values.name ?? email.split("@")[0] ?? email;
      const roles = readRoles(values.roles ?? "user");
      const user = orFail(await createUser({ email, name, password: password.text, roles }));
      console.log(`Created ${user.email} with the roles ${user.roles.join(", ")}.${password.told}`);
      return;
    }
    case "roles": {
      const user = orFail(await setRoles(email, readRoles(list ?? "")));
      console.log(`${user.email} has the roles ${user.roles.join(", ")} from the next request on.`);
      return;
    }
    case "show": {
      console.log(toText(orFail(await showUser(email))));
      return;
    }
    case "disable":
    case "enable": {
      const user = orFail(await setUserDisabled(email, command === "disable"));
      console.log(
        `${user.email} is ${command === "disable" ? "disabled and signed out everywhere" : "enabled"}.`,
      );
      return;
    }
    case "reset":
    case "password-reset": {
      const password = newPassword();
      const user = orFail(await resetPassword(email, password.text));
      console.log(
        `${user.email} has a new password and is signed out everywhere.${password.told}\n${AFTER_RESET}`,
      );
      return;
    }
    default:
      exitWithError(USAGE);
  }
});

function toText({ email, name, roles, createdAt, disabledAt, deletionAt }: UserRecord): string {
  const at = (instant: number) => new Date(instant).toISOString();
  return [
    `${email} is the address of ${name}, with the roles ${roles.join(", ")}, since ${at(createdAt)}.`,
    ...(disabledAt === null ? [] : [`Disabled since ${at(disabledAt)}.`]),
    ...(deletionAt === null ? [] : [`To be deleted on ${at(deletionAt)}, as its user has asked.`]),
  ].join("\n");
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: { name: { type: "string" }, roles: { type: "string" } },
    });
  } catch (error) {
    return exitWithError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

function readRoles(text: string): Role[] {
  const names = text.split(",").map((name) => name.trim());
  const roles = ROLES.filter((role) => names.includes(role));
  if (roles.length !== new Set(names).size)
    exitWithError(`The roles are ${ROLES.join(" and ")}, not "${text}".`);
  return roles;
}

/** @returns the password, and a sentence that shows it if it was generated here */
function newPassword(): { text: string; told: string } {
  // scripts/run.mjs passes a file or pipe on; at a terminal there is nothing to read.
  const given = process.stdin.isTTY ? "" : readFileSync(0, "utf8").split("\n", 1)[0];
  if (given) return { text: given, told: "" };
  const text = randomBytes(18).toString("base64url");
  return { text, told: `\nPassword: ${text}` };
}

function orFail(outcome: UserRecord | Failure): UserRecord {
  if (!isFailure(outcome)) return outcome;
  if (outcome.code === "not_found") return exitWithError(`No account has the address ${email}.`);
  if (outcome.code === "email_taken") return exitWithError(`An account has the address ${email} already.`);
  return exitWithError(outcome.details?.issues?.[0]?.message ?? outcome.code);
}
