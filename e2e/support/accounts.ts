import { randomUUID } from "node:crypto";
import { DEMO_ACCOUNTS } from "@/lib/session/demo-accounts";
import { HttpBrowser } from "./http-browser";

export interface TestAccount {
  email: string;
  password: string;
  name: string;
}

/** An administrator there is from the start, while the demo is on. */
export const administrator: TestAccount = { ...DEMO_ACCOUNTS.grace, name: "Grace" };

/** A user nobody else has: no test depends on what another one does. */
export async function signUpOverHttp(
  server: { url: string; origin: string },
  { name = "Robin Example" } = {},
): Promise<{ account: TestAccount; browser: HttpBrowser; userId: string }> {
  const account = { email: `${randomUUID()}@example.com`, password: `a passphrase ${randomUUID()}`, name };
  const browser = new HttpBrowser(server);
  const answer = await browser.post("/api/auth/signup", account);
  if (answer.status !== 201) throw new Error(`Sign-up answered ${answer.status}: ${answer.text}`);
  return { account, browser, userId: answer.json.user.id };
}

/** Signs in from a browser that may know the user already, or from a new one. */
export async function signInOverHttp(
  server: { url: string; origin: string },
  { email, password }: Pick<TestAccount, "email" | "password">,
  { rememberMe = false, browser = new HttpBrowser(server) } = {},
): Promise<HttpBrowser> {
  const answer = await browser.post("/api/auth/login", { email, password, rememberMe });
  if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}: ${answer.text}`);
  return browser;
}
