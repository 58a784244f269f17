"use client";

import { organizationPath } from "@/lib/client/session/organization-actions";
import type {
  ApiKeyView,
  InvitationView,
  MembershipView,
  MemberView,
} from "@/lib/session/organizations/organization-contract";
import { mayDo, type OrganizationAction } from "@/lib/session/organizations/organization-permissions";
import type { OrganizationRole } from "@/lib/session/organizations/organization-records";
import { type ApiData, useApiData } from "./use-api-data";

interface Lists {
  members: MemberView[];
  invitations: InvitationView[];
  apiKeys: ApiKeyView[];
}
/** The lists of an organization, besides the user's own membership. */
export type OrganizationPart = keyof Lists;

export interface OrganizationData {
  /** The lists that are needed; all by default. The others stay empty. */
  parts?: readonly OrganizationPart[];
  /** Which page of the members, from 1; fifty are on a page. */
  page?: number;
  /** What the server rendered. */
  initial?: { membership: MembershipView } & Partial<Lists>;
}

const PARTS: Record<OrganizationPart, { path: string; action: OrganizationAction }> = {
  members: { path: "members", action: "members.read" },
  invitations: { path: "invitations", action: "invitations.read" },
  apiKeys: { path: "api-keys", action: "api_keys.read" },
};
const ALL_PARTS = Object.keys(PARTS) as OrganizationPart[];

/** @returns the lists of an organization that are needed and that a role may see; without a role none */
export function visibleParts(
  role: OrganizationRole | undefined,
  needed: readonly OrganizationPart[] = ALL_PARTS,
): OrganizationPart[] {
  return needed.filter((part) => role !== undefined && mayDo(role, null, PARTS[part].action));
}

/**
 * Loads an organization: the user's membership, then the lists that the role may see.
 *
 * @param id null while it is not known; nothing is loaded then
 */
export function useOrganizationData(id: string | null, { parts, page = 1, initial }: OrganizationData) {
  const memberships = useApiData<{ memberships: MembershipView[] }>(id && "/api/organizations", {
    initial: initial && { memberships: [initial.membership] },
    // The server tells of it when another user has changed the role or ended the membership.
    followsSessions: true,
  });
  const membership = memberships.data?.memberships.find(({ organization }) => organization.id === id) ?? null;
  const shown = visibleParts(membership?.role, parts);
  const source = { id, shown, initial };
  return {
    memberships,
    membership,
    members: useList("members", source, page === 1 ? "" : `?page=${page}`),
    invitations: useList("invitations", source),
    apiKeys: useList("apiKeys", source),
  };
}

interface Source {
  id: string | null;
  shown: OrganizationPart[];
  initial: Partial<Lists> | undefined;
}

function useList<Part extends OrganizationPart>(
  part: Part,
  { id, shown, initial }: Source,
  query = "",
): ApiData<unknown> & { list: Lists[Part] } {
  const isShown = id !== null && shown.includes(part);
  const rendered = initial?.[part];
  const loaded = useApiData<Pick<Lists, Part>>(
    isShown ? organizationPath(id, PARTS[part].path) + query : null,
    {
      initial: rendered && ({ [part]: rendered } as Pick<Lists, Part>),
    },
  );
  return { ...loaded, list: (isShown && loaded.data?.[part]) || ([] as unknown as Lists[Part]) };
}
