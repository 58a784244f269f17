/**
 * Sending and accepting invitations from plain forms, which work without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { acceptInvitation, invite } from "@/lib/server/organizations/invitations";
import { findMemberAccess } from "@/lib/server/organizations/member-access";
import { isFailure } from "@/lib/session/failure";
import { acceptForm, invitationForm } from "@/lib/web/request/organization-forms";
import { formAction } from "./form-action";
import { findFormPrincipal } from "./fresh-principal";
import { secretOfLink } from "./link-secret";
import { organizationPage } from "./organization-action";

/**
 * Invites an address.
 *
 * @returns null when it is done; or the codes of every form, of `findFormPrincipal`, `findMemberAccess` and `invite`
 */
export const inviteFromForm = formAction(
  invitationForm,
  async ({ pageSessionId, organizationId, ...input }, context) => {
    const principal = await findFormPrincipal(pageSessionId, context);
    if (isFailure(principal)) return principal;
    const access = await findMemberAccess(principal, organizationId, "invitations.change");
    if (isFailure(access)) return access;
    const invited = await invite(access, input, context.client);
    return isFailure(invited) ? invited : null;
  },
);

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
  return isFailure(membership) ? membership : redirect(`${organizationPage(membership.organization.id)}#`);
});
