/**
 * Accepting an invitation from a plain form, which works without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { acceptInvitation } from "@/lib/server/organizations/invitations";
import { isFailure } from "@/lib/session/failure";
import { acceptForm } from "@/lib/web/request/organization-forms";
import { formAction } from "./form-action";
import { findFormPrincipal } from "./fresh-principal";
import { secretOfLink } from "./link-secret";
import { organizationPage } from "./organization-action";

/**
 * Accepts the invitation of a link that the user has pasted, and goes to the organization; does not return then.
 *
 * @returns the codes of every form, of `findFormPrincipal` and of `acceptInvitation`
 */
export const acceptInvitationFromForm = formAction(acceptForm, async ({ userId, link }, context) => {
  const principal = await findFormPrincipal(userId, context);
  if (isFailure(principal)) return principal;
  const membership = await acceptInvitation(principal, secretOfLink(link), context.client);
  // A browser takes the fragment along to where it is sent, and with it the secret of a link.
  return isFailure(membership) ? membership : redirect(`${organizationPage(membership.organization.id)}#`);
});
