import { randomUUID } from "node:crypto";
import { HttpBrowser } from "./http-browser";

export interface TestAccount {
  email: string;
  password: string;
  name: string;
}

/** The administrator of every test server. */
export const administrator: TestAccount = {
  name: "Grace Admin",
  email: "administrator@example.com",
  password: "the password of an administrator in tests",
};

/** @returns an email address and password that no other test uses; the account is not created */
export const newAccount = (name = "Robin Example"): TestAccount => ({
  name,
  email: `${randomUUID()}.test@example.com`,
  password: `a passphrase ${randomUUID()}`,
});

/** Creates a user for this test only, signed in from a new browser. No test depends on another test's users. */
export async function signUpOverHttp(
  server: { url: string; origin: string },
  { name }: { name?: string } = {},
): Promise<{ account: TestAccount; browser: HttpBrowser; userId: string }> {
  const account = newAccount(name);
  const browser = new HttpBrowser(server);
  const answer = await browser.post("/api/auth/signup", account);
  if (answer.status !== 201) throw new Error(`Sign-up answered ${answer.status}: ${answer.text}`);
  return { account, browser, userId: answer.json.user.id };
}

/** Signs in with the given browser, which may be signed in already, or with a new one. */
export async function signInOverHttp(
  server: { url: string; origin: string },
  { email, password }: Pick<TestAccount, "email" | "password">,
  { rememberMe = false, browser = new HttpBrowser(server) } = {},
): Promise<HttpBrowser> {
  const answer = await browser.post("/api/auth/login", { email, password, rememberMe });
  if (answer.status !== 200) throw new Error(`Sign-in answered ${answer.status}: ${answer.text}`);
  return browser;
}
