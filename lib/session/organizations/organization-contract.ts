/** The JSON of organizations, as types for the server and the browser. Times are ISO 8601 UTC strings. */
import type { z } from "zod";
import type {
  activeOrganizationSchema,
  apiKeySchema,
  invitationSchema,
  memberSchema,
  membershipSchema,
  newApiKeySchema,
  organizationSchema,
  workspaceSchema,
} from "@/lib/session/view-schemas/organization";
import type { OrganizationRole } from "./organization-records";

export type OrganizationView = z.infer<typeof organizationSchema>;

export type WorkspaceView = z.infer<typeof workspaceSchema>;

/** `GET /api/organizations` lists them. */
export type MembershipView = z.infer<typeof membershipSchema>;

/** `GET /api/organizations/:id/members`, and those of a workspace, with its roles. */
export type MemberView<Role = OrganizationRole> = Omit<z.infer<typeof memberSchema>, "role"> & { role: Role };

export type InvitationView = z.infer<typeof invitationSchema>;

export type ApiKeyView = z.infer<typeof apiKeySchema>;

/** `POST /api/organizations/:id/api-keys`: the only answer that contains the key. */
export type NewApiKeyView = z.infer<typeof newApiKeySchema>;

/** The organization that is active in a session, and the user's role there. */
export type ActiveOrganizationView = z.infer<typeof activeOrganizationSchema>;
