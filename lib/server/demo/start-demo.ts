import { seedDemo } from "@/db/admin/seed";
import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { dummyHash, hashPassword } from "@/lib/server/factors/password-hash";
import { log } from "@/lib/server/log";
import { decideDemoAccess, LOCKED_HASH } from "@/lib/session/demo/demo-access";
import { DEMO_ACCOUNT_NAMES, demoAccountId } from "@/lib/session/demo/demo-accounts";
import { startSandboxSweep } from "./sandbox-users";

/** Makes the demo accounts with `DEMO`, locks them without it, and removes throw-away users whose time is over. */
export async function startDemo(): Promise<void> {
  await (config().demo ? seed() : lockDemoAccounts());
  startSandboxSweep();
}

/** Makes the demo accounts that do not exist yet, and unlocks those that are locked. @returns whether any was */
export async function seed(): Promise<boolean> {
  return seedDemo(database(), {
    hash: hashPassword,
    unusableHash: await dummyHash(),
    limits: config().limits,
  });
}

/** Locks the demo accounts in a database that was used with `DEMO` before: their passwords are public. */
export async function lockDemoAccounts(): Promise<void> {
  for (const id of DEMO_ACCOUNT_NAMES.map(demoAccountId)) {
    // Most databases have none, or have locked them already: a start takes no lock without need.
    const user = await database().findUser(id);
    if (!user || user.passwordHash === LOCKED_HASH) continue;
    const { outcome } = await database().changeAccount({ id }, (account, now) =>
      decideDemoAccess(account, null, now),
    );
    if (outcome) log().warn({ userId: id }, "locked a demo account: DEMO is off, and its password is public");
  }
}
