/** What the commands have in common that show the app: `npm run demo` and `npm run cluster`. */
import { DEMO_ACCOUNTS } from "@/lib/session/demo-accounts";
import { build, isBuilt } from "./build";
import { findFreePort } from "./ports";

/**
 * @param command what to start on another port, should this one be taken
 * @returns the port that `PORT` asks for
 */
export async function choosePort(command: string): Promise<number> {
  const wanted = process.env.PORT || "3000";
  const number = Number(wanted);
  if (!/^\d+$/.test(wanted) || number > 65_535)
    fail(`PORT must be a number from 0 to 65535, not "${wanted}".`);
  const free = await findFreePort(number);
  return (
    free ?? fail(`Port ${wanted} is taken. Stop what listens there, or take another: PORT=3001 ${command}`)
  );
}

export async function buildIfStale(): Promise<void> {
  if (isBuilt()) return;
  console.log("Building the app: a minute, and only when its sources have changed …");
  if ((await build()) !== 0) fail("The build failed.");
}

/** The accounts to try it with, while the demo is on. */
export function listAccounts(): void {
  if (process.env.DEMO !== "on") return;
  console.log("\nSign in with");
  for (const { email, password, role } of Object.values(DEMO_ACCOUNTS)) {
    console.log(`  ${email.padEnd(18)} ${password.padEnd(30)} ${role}`);
  }
}

export function fail(message: string): never {
  console.error(message);
  process.exit(1);
}
