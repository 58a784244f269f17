/**
 * Making and deleting workspaces, and changing their members, from plain forms, which work without JavaScript.
 */
import "server-only";
import {
  createWorkspace,
  deleteWorkspace,
  removeFromWorkspace,
  setWorkspaceRole,
} from "@/lib/server/organizations/workspaces";
import { isFailure } from "@/lib/session/failure";
import {
  newWorkspaceForm,
  workspaceForm,
  workspaceMemberForm,
  workspaceRoleForm,
} from "@/lib/web/request/organization-forms";
import { memberFormAction } from "./member-form-action";

/**
 * Makes a workspace.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `createWorkspace`
 */
export const createWorkspaceFromForm = memberFormAction(newWorkspaceForm, {
  action: "workspaces.change",
  async handle(access, { name, slug }, { client }) {
    const workspace = await createWorkspace(access, { name, slug }, client);
    return isFailure(workspace) ? workspace : null;
  },
});

/**
 * Deletes a workspace.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `deleteWorkspace`
 */
export const deleteWorkspaceFromForm = memberFormAction(workspaceForm, {
  action: "workspaces.change",
  handle: (access, { workspaceId }, { client }) => deleteWorkspace(access, workspaceId, client),
});

/**
 * Adds a member of the organization to a workspace, or changes their role there.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `setWorkspaceRole`
 */
export const setWorkspaceRoleFromForm = memberFormAction(workspaceRoleForm, {
  // The decision asks for the role in the workspace.
  action: "workspace_members.change",
  givesRights: true,
  async handle(access, { workspaceId, userId, role }, { client }) {
    const member = await setWorkspaceRole(access, { workspaceId, userId, role }, client);
    return isFailure(member) ? member : null;
  },
});

/**
 * Takes a member out of a workspace, or lets one leave it.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `removeFromWorkspace`
 */
export const removeFromWorkspaceFromForm = memberFormAction(workspaceMemberForm, {
  action: "workspace_members.change",
  handle: (access, { workspaceId, userId }, { client }) =>
    removeFromWorkspace(access, { workspaceId, userId }, client),
});
