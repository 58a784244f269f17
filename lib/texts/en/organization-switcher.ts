/** The choice of an organization and a workspace, in the account menu of every signed-in page. */
export const organizationSwitcher = {
  organization: "Organization",
  noOrganization: "No organization",
  workspace: "Workspace",
  noWorkspace: "No workspace",
} as const;
