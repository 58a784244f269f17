/**
 * The accounts of this browser, as the server lists them.
 */
import type { AccountView } from "@/lib/session/contract";
import type { AttemptView, BrowserSessionView } from "@/lib/session/sign-in/sign-in-contract";
import type { AuthClient } from "./auth-client";

export interface BrowserSession
  extends Pick<BrowserSessionView, "organization" | "workspace" | "impersonator"> {
  /** The id of the session that is active on this browser; null while no account is. */
  id: string | null;
  /** The account that this browser acts for; null when it acts for none, or that account's session has ended. */
  activeSignIn: AccountView | null;
  /** The active account first, then the latest sign-in. One whose session has ended stays listed with its reason. */
  signIns: AccountView[];
  /** The sign-ins of this browser that wait for their next step, the newest first. */
  signInAttempts: AttemptView[];
  /** The same for sign-ups. */
  signUpAttempts: AttemptView[];
}

/**
 * Asks the server for the accounts of this browser. A tab that has a user adopts the answer, as with `checkSession`. A
 * visitor's does not: it lists accounts to choose from, and begins no session without a click.
 *
 * @throws {AuthError} as `checkSession`
 */
export async function loadBrowserSession(
  client: Pick<AuthClient, "state" | "checkSession" | "request">,
): Promise<BrowserSession> {
  const { user, sessionEnd } = client.state.get();
  const view = await (user || sessionEnd
    ? client.checkSession()
    : client.request<BrowserSessionView>("/api/session", { method: "GET" }));
  const { signIns, attempts, organization, workspace, impersonator } = view;
  const activeSignIn = signIns.find(({ active, endedReason }) => active && endedReason === null) ?? null;
  return {
    id: activeSignIn?.sessionId ?? null,
    activeSignIn,
    signIns,
    signInAttempts: attempts.filter(({ kind }) => kind === "sign_in"),
    signUpAttempts: attempts.filter(({ kind }) => kind === "sign_up"),
    organization,
    workspace,
    impersonator,
  };
}
