/**
 * What a member does with an organization, as far as the member's role allows. The server decides what that is, with
 * every request.
 */
import { AuthError, asAuthError } from "@/lib/client/http/auth-error";
import type {
  InvitationView,
  MemberView,
  NewApiKeyView,
  OrganizationView,
  WorkspaceView,
} from "@/lib/session/organizations/organization-contract";
import type {
  ApiKeyScope,
  OrganizationRole,
  WorkspaceRole,
} from "@/lib/session/organizations/organization-records";
import type { AuthClient } from "./auth-client";
import { createStore, type Store } from "./store";

export interface OrganizationUpdate {
  name?: string;
  slug?: string;
  branding?: OrganizationView["branding"];
}

export interface PendingActions {
  /** How many actions run. */
  running: number;
  /** Why the last one failed; null once another one began. */
  error: AuthError | null;
}

/**
 * Each method throws an `AuthError`: those it names, `not_found` to a user who is no member by now, `forbidden` to one
 * whose role is too low, `reauthentication_required` when the user cancels, and what `AuthClient.call` throws.
 */
export interface OrganizationActions {
  state: Pick<Store<PendingActions>, "get" | "initial" | "subscribe">;
  clearError(): void;
  /** @throws {AuthError} `invalid_request`, `slug_taken` */
  update(changes: OrganizationUpdate): Promise<OrganizationView>;
  /** Deletes the organization, with everything in it. */
  remove(): Promise<void>;
  /** @throws {AuthError} `last_owner` */
  changeRole(userId: string, role: OrganizationRole): Promise<MemberView>;
  /** Removes a member, or the user, who leaves. @throws {AuthError} `last_owner` */
  removeMember(userId: string): Promise<void>;
  /** Sends an invitation, which voids an older one to that address. @throws {AuthError} `already_member` */
  invite(invitation: { email: string; role: OrganizationRole }): Promise<InvitationView>;
  withdrawInvitation(invitationId: string): Promise<void>;
  /** @throws {AuthError} `invalid_request`, `slug_taken` */
  addWorkspace(workspace: { name: string; slug?: string }): Promise<WorkspaceView>;
  removeWorkspace(workspaceId: string): Promise<void>;
  /** Adds a member of the organization to a workspace, or changes the role there. */
  setWorkspaceMember(workspaceId: string, userId: string, role: WorkspaceRole): Promise<void>;
  removeWorkspaceMember(workspaceId: string, userId: string): Promise<void>;
  /** @returns the key, which no later answer contains. @throws {AuthError} `invalid_request` */
  addApiKey(key: { name: string; scope: ApiKeyScope; expiresInDays?: number }): Promise<NewApiKeyView>;
  removeApiKey(keyId: string): Promise<void>;
}

/** @param organizationId null while it is not known; every action is refused with `not_found` then */
export function createOrganizationActions(
  client: Pick<AuthClient, "call">,
  organizationId: string | null,
): OrganizationActions {
  const store = createStore<PendingActions>({ running: 0, error: null });

  async function send<T>(method: "POST" | "PUT" | "PATCH" | "DELETE", parts: string[], body?: unknown) {
    store.set({ running: store.get().running + 1, error: null });
    try {
      if (organizationId === null) throw new AuthError("not_found");
      const path = organizationPath(organizationId, ...parts);
      return await client.call<T>(path, { method, ...(body !== undefined && { body }) });
    } catch (thrown) {
      store.set({ error: asAuthError(thrown) });
      throw thrown;
    } finally {
      store.set({ running: store.get().running - 1 });
    }
  }

  return {
    state: store,
    clearError: () => store.set({ error: null }),
    update: (changes) => send("PATCH", [], changes),
    remove: () => send("DELETE", []),
    changeRole: (userId, role) => send("PATCH", ["members", userId], { role }),
    removeMember: (userId) => send("DELETE", ["members", userId]),
    invite: (invitation) => send("POST", ["invitations"], invitation),
    withdrawInvitation: (id) => send("DELETE", ["invitations", id]),
    addWorkspace: (workspace) => send("POST", ["workspaces"], workspace),
    removeWorkspace: (id) => send("DELETE", ["workspaces", id]),
    setWorkspaceMember: (id, userId, role) => send("PUT", ["workspaces", id, "members", userId], { role }),
    removeWorkspaceMember: (id, userId) => send("DELETE", ["workspaces", id, "members", userId]),
    addApiKey: (key) => send("POST", ["api-keys"], key),
    removeApiKey: (id) => send("DELETE", ["api-keys", id]),
  };
}

/** @returns the path of an organization's endpoint, such as `/api/organizations/o-1/members` */
export function organizationPath(organizationId: string, ...parts: string[]): string {
  return ["/api/organizations", ...[organizationId, ...parts].map(encodeURIComponent)].join("/");
}
