import { randomUUID } from "node:crypto";
import { DEMO_ACCOUNTS } from "@/lib/session/demo-accounts";
import { Browser } from "./http";

export interface Account {
  email: string;
  password: string;
  name: string;
}

/** An administrator there is from the start, while the demo is on. */
export const administrator: Account = { ...DEMO_ACCOUNTS.grace, name: "Grace" };

/** A user nobody else has: no test depends on what another one does. */
export async function signUp(
  server: { url: string; origin: string },
  { name = "Robin Example" } = {},
): Promise<{ account: Account; browser: Browser; userId: string }> {
  const account = { email: `${randomUUID()}@example.com`, password: `a passphrase ${randomUUID()}`, name };
  const browser = new Browser(server);
  const answer = await browser.post("/api/auth/signup", account);
  if (answer.status !== 201) throw new Error(`Sign-up answered ${answer.status}: ${answer.text}`);
  return { account, browser, userId: answer.json.user.id };
}

/** Signs in from a browser that may know the user already, or from a new one. */
export async function signIn(
  server: { url: string; origin: string },
  { email, password }: Pick<Account, "email" | "password">,
  { rememberMe = false, browser = new Browser(server) } = {},
): Promise<Browser> {
  const answer = await browser.post("/api/auth/login", { email, password, rememberMe });
  if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}: ${answer.text}`);
  return browser;
}
