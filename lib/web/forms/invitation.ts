/**
 * Sending, withdrawing and accepting invitations from plain forms, which work without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { acceptInvitation, invite, withdrawInvitation } from "@/lib/server/organizations/invitations";
import { isFailure } from "@/lib/session/failure";
import { mayAppoint } from "@/lib/session/organizations/organization-permissions";
import { organizationPath } from "@/lib/session/page-paths";
import { acceptForm, invitationForm, newInvitationForm } from "@/lib/web/request/organization-forms";
import { formAction } from "./form-action";
import { findFormPrincipal } from "./fresh-principal";
import { secretOfLink } from "./link-secret";
import { memberFormAction } from "./member-form-action";

/**
 * Invites an address.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `invite`
 */
export const inviteFromForm = memberFormAction(newInvitationForm, {
  action: "invitations.change",
  givesRights: true,
  requireRecentAuth: ({ role }) => mayAppoint(role),
  async handle(access, { email, role }, { client }) {
    const invited = await invite(access, { email, role }, client);
    return isFailure(invited) ? invited : null;
  },
});

/**
 * Withdraws an invitation.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `withdrawInvitation`
 */
export const withdrawInvitationFromForm = memberFormAction(invitationForm, {
  action: "invitations.change",
  handle: (access, { invitationId }, { client }) => withdrawInvitation(access, invitationId, client),
});

/**
 * Accepts the invitation of a link that the user has pasted, and goes to the organization; does not return then.
 *
 * @returns the codes of every form, of `findFormPrincipal` and of `acceptInvitation`
 */
export const acceptInvitationFromForm = formAction(acceptForm, async ({ pageSessionId, link }, context) => {
  const principal = await findFormPrincipal(pageSessionId, context);
  if (isFailure(principal)) return principal;
  const membership = await acceptInvitation(principal, secretOfLink(link), context.client);
  // A browser takes the fragment along to where it is sent, and with it the secret of a link.
  return isFailure(membership) ? membership : redirect(`${organizationPath(membership.organization.id)}#`);
});
