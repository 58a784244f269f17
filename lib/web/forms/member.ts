/**
 * Changing and removing members from plain forms, which work without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { removeMember, setMemberRole } from "@/lib/server/organizations/members";
import { isFailure } from "@/lib/session/failure";
import { mayAppoint } from "@/lib/session/organizations/organization-permissions";
import { memberForm, memberRoleForm } from "@/lib/web/request/organization-forms";
import { memberFormAction } from "./member-form-action";

/**
 * Gives a member another role.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `setMemberRole`
 */
export const changeRoleFromForm = memberFormAction(memberRoleForm, {
  action: "members.change",
  givesRights: true,
  requireRecentAuth: ({ role }) => mayAppoint(role),
  async handle(access, { userId, role }, { client }) {
    const member = await setMemberRole(access, { userId, role }, client);
    return isFailure(member) ? member : null;
  },
});

/**
 * Removes a member. A user who leaves goes to the list of organizations; it does not return then.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `removeMember`
 */
export const removeMemberFromForm = memberFormAction(memberForm, {
  // Any member may leave; the decision asks for more to remove another.
  action: "members.leave",
  async handle(access, { userId }, { client }) {
    const failure = await removeMember(access, userId, client);
    return !failure && userId === access.user.id ? redirect("/organizations") : failure;
  },
});
