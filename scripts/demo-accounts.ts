import { DEMO_ACCOUNTS } from "@/lib/session/demo/demo-accounts";

/** Prints the demo accounts if `DEMO` is on. */
export function printDemoAccounts(): void {
  if (process.env.DEMO !== "on") return;
  console.log("\nSign in with");
  const accounts = Object.values(DEMO_ACCOUNTS);
  const width = Math.max(...accounts.map(({ password }) => password.length));
  for (const { email, password, role } of accounts) {
    console.log(`  ${email.padEnd(18)} ${password.padEnd(width)}  ${role}`);
  }
}
