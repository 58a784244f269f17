/**
 * What is stored of organizations: their members, workspaces, invitations and API keys. All instants are milliseconds
 * since the epoch.
 */

declare const organization: unique symbol;
/**
 * The id of an organization. A query for something that belongs to one takes this type, so a query without its
 * organization is a type error.
 */
export type OrganizationId = string & { readonly [organization]: true };

/** A higher role first: each may do what those after it may do. */
export const ORGANIZATION_ROLES = ["owner", "admin", "member"] as const;
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];

export const WORKSPACE_ROLES = ["admin", "member"] as const;
export type WorkspaceRole = (typeof WORKSPACE_ROLES)[number];

export const API_KEY_SCOPES = ["read", "write"] as const;
export type ApiKeyScope = (typeof API_KEY_SCOPES)[number];

export interface OrganizationRecord {
  id: OrganizationId;
  name: string;
  /** Unique: 3 to 40 of `a-z 0-9 -`. */
  slug: string;
  /** `#rrggbb`; null for the app's own accent colour. */
  primaryColor: string | null;
  createdAt: number;
}

export interface MembershipRecord {
  organizationId: OrganizationId;
  userId: string;
  role: OrganizationRole;
  joinedAt: number;
}

export interface WorkspaceRecord {
  id: string;
  organizationId: OrganizationId;
  name: string;
  /** Unique in its organization. */
  slug: string;
  createdAt: number;
}

/** A member of an organization who was added to one of its workspaces. Owners and admins need no such row. */
export interface WorkspaceMembershipRecord {
  organizationId: OrganizationId;
  workspaceId: string;
  userId: string;
  role: WorkspaceRole;
  joinedAt: number;
}

/** An invitation that is still open: one that was accepted or withdrawn has no row. */
export interface InvitationRecord {
  id: string;
  organizationId: OrganizationId;
  /** In canonical form. */
  email: string;
  role: OrganizationRole;
  /** SHA-256 of the secret in the link, base64url; the secret has 256 random bits. */
  hash: string;
  /** The member who invited. The invitation ends with that membership. */
  invitedBy: string;
  createdAt: number;
  expiresAt: number;
}

/** A key that is still good: one that was revoked has no row. */
export interface ApiKeyRecord {
  id: string;
  organizationId: OrganizationId;
  /** The member who made it. The key ends with that membership. */
  createdBy: string;
  name: string;
  /** The first characters of the key, to recognize it by. */
  prefix: string;
  /** SHA-256 of the key, base64url. */
  hash: string;
  scope: ApiKeyScope;
  createdAt: number;
  lastUsedAt: number | null;
  expiresAt: number;
}

/** The organization and the workspace that a session works in, by their ids, and the user's role in each. */
export interface ActivePlace {
  organizationId: string | null;
  organizationRole: OrganizationRole | null;
  workspaceId: string | null;
  workspaceRole: WorkspaceRole | null;
}
