"use client";

import { useMemo, useState } from "react";
import type { AuthError } from "@/lib/client/http/auth-error";
import {
  createOrganizationActions,
  type OrganizationActions,
} from "@/lib/client/session/organization-actions";
import type {
  ActiveOrganizationView,
  ApiKeyView,
  InvitationView,
  MembershipView,
  MemberView,
  OrganizationView,
} from "@/lib/session/organizations/organization-contract";
import { useAuthClient, useStore } from "./auth-provider";
import { type ApiData, useApiData } from "./use-api-data";
import { type OrganizationData, useOrganizationData } from "./use-organization-data";

export interface OrganizationOptions extends OrganizationData {
  /** Another organization than the one that is active in the session. */
  organizationId?: string;
}

export interface Organization extends Omit<OrganizationActions, "state"> {
  /** Null while it loads, when none is active, and for an organization the user is no member of. */
  organization: OrganizationView | null;
  /** The user's own: the role, and the workspaces the user may work in. */
  membership: MembershipView | null;
  members: MemberView[];
  /** Open invitations; none for a member who may not see them. */
  invitations: InvitationView[];
  /** None for a member who may not see them. */
  apiKeys: ApiKeyView[];
  /** Something is being loaded or changed. */
  isLoading: boolean;
  /** Why the last change or load failed. */
  error: AuthError | null;
  /** Loads everything again; a failure is in `error`. */
  refresh(): Promise<void>;
}

/**
 * The organization that is active in this session, with the lists that the user's role may see, and what the user may do
 * with it. Each change loads again what it has changed. What the role does not allow the server refuses, whatever a page
 * shows.
 *
 * Every action throws the `AuthError` that is then in `error`; `OrganizationActions` names the codes.
 */
export function useOrganization(options: OrganizationOptions = {}): Organization {
  const client = useAuthClient();
  const active = useActiveOrganizationId(options.organizationId === undefined);
  const id = options.organizationId ?? active.id;
  const actions = useMemo(() => createOrganizationActions(client, id), [client, id]);
  const { running, error: refusal } = useStore(actions.state);
  const [dismissed, setDismissed] = useState<AuthError | null>(null);

  const { membership, memberships, members, invitations, apiKeys } = useOrganizationData(id, options);
  const all: Loaded[] = [active, memberships, members, invitations, apiKeys];
  const isLoading = running > 0 || all.some((data) => data.isLoading);
  const failure = refusal ?? all.find((data) => data.error)?.error ?? null;

  return {
    ...actions,
    organization: membership?.organization ?? null,
    membership,
    members: members.list,
    invitations: invitations.list,
    apiKeys: apiKeys.list,
    isLoading,
    error: isLoading || failure === dismissed ? null : failure,
    async refresh() {
      await Promise.all(all.map((data) => data.reload()));
    },
    clearError() {
      actions.clearError();
      setDismissed(failure);
    },
    update: reloading(actions.update, memberships),
    // The invitations and keys of a member end with the right to make them.
    changeRole: reloading(actions.changeRole, memberships, members, invitations, apiKeys),
    removeMember: reloading(actions.removeMember, memberships, members, invitations, apiKeys),
    invite: reloading(actions.invite, invitations),
    withdrawInvitation: reloading(actions.withdrawInvitation, invitations),
    addWorkspace: reloading(actions.addWorkspace, memberships),
    removeWorkspace: reloading(actions.removeWorkspace, memberships),
    // The user's own place may be the one that has changed.
    setWorkspaceMember: reloading(actions.setWorkspaceMember, memberships),
    removeWorkspaceMember: reloading(actions.removeWorkspaceMember, memberships),
    addApiKey: reloading(actions.addApiKey, apiKeys),
    removeApiKey: reloading(actions.removeApiKey, apiKeys),
  };
}

type Loaded = Pick<ApiData<unknown>, "error" | "isLoading" | "reload">;

/** @returns `act`, followed by a new load of what it has changed */
function reloading<Input extends unknown[], Result>(
  act: (...input: Input) => Promise<Result>,
  ...changed: Loaded[]
): (...input: Input) => Promise<Result> {
  return async (...input) => {
    const result = await act(...input);
    await Promise.all(changed.map((data) => data.reload()));
    return result;
  };
}

/** @param isNeeded false when a page names its organization itself: then nothing is loaded */
function useActiveOrganizationId(isNeeded: boolean): Loaded & { id: string | null } {
  const session = useApiData<{ organization: ActiveOrganizationView | null }>(
    isNeeded ? "/api/session" : null,
    {
      followsSessions: true,
    },
  );
  return { ...session, id: session.data?.organization?.organization.id ?? null };
}
