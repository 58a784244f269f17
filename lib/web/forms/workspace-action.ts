/**
 * Making and deleting workspaces from plain forms, which work without JavaScript.
 */
import "server-only";
import { createWorkspace, deleteWorkspace } from "@/lib/server/organizations/workspaces";
import { isFailure } from "@/lib/session/failure";
import { newWorkspaceForm, workspaceForm } from "@/lib/web/request/organization-forms";
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
