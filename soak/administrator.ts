/** The administrator, who disables and enables accounts and signs their users out, and who opens the accounts. */
import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { Violation } from "./journal";
import type { Account } from "./ledger";
import type { Life } from "./life";
import type { Nodes } from "./nodes";
import type { Random } from "./random";

const firstNode = ({ urls: [url], origin }: Nodes) => ({ url, origin });

/** Creates an account; the session of its sign-up ends. */
export async function createAccount(nodes: Nodes, number: number): Promise<Account> {
  const name = `Tester Number ${number} of Soak`;
  const { account, browser, userId } = await signUpOverHttp(firstNode(nodes), { name });
  await browser.post("/api/auth/logout");
  return { ...account, userId, maybePassword: null, isChanging: false, isDisabled: false };
}

/** Ends all sessions of a user: by disabling the account, or not. */
export async function endByAdministrator(life: Life, account: Account, random: Random): Promise<void> {
  const { ledger, nodes } = life;
  const disables = random.chance(0.5);
  const admin = await signInOverHttp(firstNode(nodes), administrator);
  if (disables) account.isDisabled = true;
  const cause = ledger.ask(account.userId, disables ? "account_disabled" : "admin");
  const path = `/api/admin/users/${account.userId}/${disables ? "disable" : "sessions/revoke-all"}`;
  const { status, text } = await admin.post(path);
  if (status !== 200) throw new Violation(null, `the administrator is refused: ${status} ${text}`);
  ledger.confirm(cause);
  ledger.journal.write(null, `administrator: ${disables ? "disables" : "signs out"} ${account.name}`);
  ledger.count(`ends asked for: ${cause.reason}`);
  await admin.post("/api/auth/logout");
}

export async function enable({ nodes, ledger }: Life, account: Account): Promise<void> {
  const admin = await signInOverHttp(firstNode(nodes), administrator);
  const { status, text } = await admin.post(`/api/admin/users/${account.userId}/enable`);
  if (status !== 200) throw new Violation(null, `the administrator is refused: ${status} ${text}`);
  account.isDisabled = false;
  ledger.journal.write(null, `administrator: enables ${account.name}`);
  await admin.post("/api/auth/logout");
}

/** Finds out which password is right, when the answer to its change was lost. Nothing else may be on its way. */
export async function settlePassword({ nodes }: Life, account: Account): Promise<void> {
  const { maybePassword, email } = account;
  if (maybePassword !== null) {
    const browser = new HttpBrowser(firstNode(nodes));
    const { status } = await browser.post("/api/auth/login", { email, password: maybePassword });
    // A disabled account says so after the right password alone.
    if (status === 200 || status === 403) account.password = maybePassword;
    else if (status !== 401) throw new Violation(null, `a sign-in is answered ${status}`);
    await browser.post("/api/auth/logout");
  }
  account.maybePassword = null;
  account.isChanging = false;
}
