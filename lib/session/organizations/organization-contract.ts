/** The JSON of organizations, as types for the server and the browser. Times are ISO 8601 UTC strings. */
import type { ApiKeyScope, OrganizationRole, WorkspaceRole } from "./organization-records";

export interface OrganizationView {
  id: string;
  name: string;
  slug: string;
  branding: { primaryColor: string | null };
  createdAt: string;
}

export interface WorkspaceView {
  id: string;
  organizationId: string;
  name: string;
  slug: string;
}

/** `GET /api/organizations` lists them. */
export interface MembershipView {
  organization: OrganizationView;
  role: OrganizationRole;
  /** The workspaces this member may work in; an owner or admin is an admin of all of them. */
  workspaces: { workspace: WorkspaceView; role: WorkspaceRole }[];
  joinedAt: string;
}

/** `GET /api/organizations/:id/members` */
export interface MemberView<Role = OrganizationRole> {
  user: { id: string; name: string; email: string };
  role: Role;
  joinedAt: string;
}

export interface InvitationView {
  id: string;
  email: string;
  role: OrganizationRole;
  expiresAt: string;
}

export interface ApiKeyView {
  id: string;
  name: string;
  /** The first characters of the key. */
  prefix: string;
  scope: ApiKeyScope;
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string;
}

/** `POST /api/organizations/:id/api-keys`: the only answer that contains the key. */
export interface NewApiKeyView extends ApiKeyView {
  key: string;
}

/** The organization that is active in a session, and the user's role there. */
export interface ActiveOrganizationView {
  organization: OrganizationView;
  role: OrganizationRole;
}

/** The workspace that is active in a session, and the user's role there. */
export interface ActiveWorkspaceView {
  workspace: WorkspaceView;
  role: WorkspaceRole;
}
