/**
 * What a user does with the accounts of a browser, and with what is active in a session. Loaded when it is first used.
 */
import type { NextStepView } from "@/lib/session/sign-in/sign-in-contract";
import type { AuthClient } from "./auth-client";
import type { TemplateTokens } from "./template-tokens";

/** What each method throws is an `AuthError`, as `AuthClient` says; nothing has changed then, as far as the tab knows. */
export interface SessionMutations {
  /**
   * Makes another account of this browser the active one. A tab of that account goes on where it is; any other leaves for
   * the account's first page.
   *
   * @param sessionId from `signIns`
   * @throws {AuthError} `not_found` when this browser has no such sign-in; `session_expired` or `session_revoked` with the
   *   reason when it has ended
   */
  switchSignIn(sessionId: string): Promise<void>;
  /**
   * @param organizationId null for none; either way no workspace is active afterwards
   * @throws {AuthError} `not_found` when the user is no member, no session
   */
  switchOrganization(organizationId: string | null): Promise<void>;
  /** @throws {AuthError} `not_found` when the user is not in that workspace, no session */
  switchWorkspace(workspaceId: string | null): Promise<void>;
  /**
   * Signs one account out, or without `sessionId` every account of this browser. The tab of that account leaves for the
   * login page, which offers the other accounts. Without `sessionId` it never throws, as `logout`.
   */
  signOut(sessionId?: string): Promise<void>;
  /**
   * @param template the name of a template; without it the access token for our own endpoints
   * @throws {AuthError} `unknown_template`, no session, `session_mismatch` when another user signed in meanwhile
   */
  getToken(template?: string): Promise<string>;
  /**
   * Signs in with the ticket of a link. The tab of another account leaves, as with `switchSignIn`.
   *
   * @returns the session, or the step that comes first
   * @throws {AuthError} `invalid_ticket`, `too_many_accounts`, `cookies_blocked`
   */
  exchangeTicket(ticket: string): Promise<NextStepView>;
}

export interface MutationParts {
  tokens: TemplateTokens;
  /** Forgets the data that was loaded for the account, organization and workspace of before. */
  clearData(): void;
}

/** @returns the mutations of one tab */
export function createSessionMutations(
  client: AuthClient,
  { tokens, clearData }: MutationParts,
): SessionMutations {
  /** Whether `work` succeeds or not: when its answer is lost, the server may have done it. */
  async function change<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      tokens.clear();
      clearData();
      client.notifySessionsChanged();
    }
  }

  return {
    switchSignIn: (sessionId) =>
      change(async () => void (await client.request("/api/session/switch", { body: { sessionId } }))),
    switchOrganization: (organizationId) =>
      change(() => client.rotate("/api/session/organization", { organizationId })),
    switchWorkspace: (workspaceId) => change(() => client.rotate("/api/session/workspace", { workspaceId })),
    signOut: (sessionId) =>
      change(() => {
        if (sessionId === undefined) return client.logout();
        const end = () => client.request<void>("/api/auth/logout", { body: { sessionId } });
        const isOwn = client.state.get().session?.id === sessionId;
        return isOwn ? client.withPlannedSignOut("signed_out", end) : end();
      }),
    getToken: (template) => (template === undefined ? client.getAccessToken() : tokens.getToken(template)),
    exchangeTicket: (ticket) => change(() => client.request("/api/auth/ticket", { body: { ticket } })),
  };
}
