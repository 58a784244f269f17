/** The JSON of organizations. `lib/session/organizations/organization-contract.ts` has the types. */
import { z } from "zod";
import {
  API_KEY_SCOPES,
  ORGANIZATION_ROLES,
  WORKSPACE_ROLES,
} from "@/lib/session/organizations/organization-records";
import { timeSchema } from "./values";

const organizationRoleSchema = z.enum(ORGANIZATION_ROLES).meta({ id: "OrganizationRole" });
const workspaceRoleSchema = z.enum(WORKSPACE_ROLES).meta({ id: "WorkspaceRole" });

export const organizationSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    branding: z.object({
      primaryColor: z.string().nullable().describe("`#rrggbb`; null for the app's own accent colour."),
    }),
    createdAt: timeSchema,
  })
  .meta({ id: "Organization" });

export const workspaceSchema = z
  .object({ id: z.string(), organizationId: z.string(), name: z.string(), slug: z.string() })
  .meta({ id: "Workspace" });

export const activeOrganizationSchema = z
  .object({ organization: organizationSchema, role: organizationRoleSchema })
  .meta({
    id: "ActiveOrganization",
    description: "The organization that is active in a session, and the user's role there.",
  });

export const activeWorkspaceSchema = z
  .object({ workspace: workspaceSchema, role: workspaceRoleSchema })
  .meta({
    id: "ActiveWorkspace",
    description: "The workspace that is active in a session, and the user's role there.",
  });

export const membershipSchema = z
  .object({
    organization: organizationSchema,
    role: organizationRoleSchema,
    workspaces: z
      .array(activeWorkspaceSchema)
      .describe("The workspaces this member may work in; an owner or admin is an admin of all of them."),
    joinedAt: timeSchema,
  })
  .meta({ id: "Membership" });

const memberUser = z.object({ id: z.string(), name: z.string(), email: z.string() });

export const memberSchema = z
  .object({ user: memberUser, role: organizationRoleSchema, joinedAt: timeSchema })
  .meta({ id: "Member" });

export const workspaceMemberSchema = memberSchema
  .extend({ role: workspaceRoleSchema })
  .meta({ id: "WorkspaceMember" });

export const invitationSchema = z
  .object({ id: z.string(), email: z.string(), role: organizationRoleSchema, expiresAt: timeSchema })
  .meta({ id: "Invitation" });

export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().describe("The first characters of the key."),
    scope: z.enum(API_KEY_SCOPES),
    createdAt: timeSchema,
    lastUsedAt: timeSchema.nullable(),
    expiresAt: timeSchema,
  })
  .meta({ id: "ApiKey" });

export const newApiKeySchema = apiKeySchema
  .extend({ key: z.string().describe("The key itself, which no other answer contains.") })
  .meta({ id: "NewApiKey" });

export const membershipListSchema = z.object({ memberships: z.array(membershipSchema) });
export const memberListSchema = z.object({ members: z.array(memberSchema) });
export const workspaceMemberListSchema = z.object({ members: z.array(workspaceMemberSchema) });
export const invitationListSchema = z.object({ invitations: z.array(invitationSchema) });
export const workspaceListSchema = z.object({
  workspaces: z.array(workspaceSchema).describe("For a member those they are in."),
});
export const apiKeyListSchema = z.object({ apiKeys: z.array(apiKeySchema) });
