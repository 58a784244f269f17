/**
 * Making and changing organizations from plain forms, which work without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { createOrganization, updateOrganization } from "@/lib/server/organizations/organizations";
import { isFailure } from "@/lib/session/failure";
import { newOrganizationForm, organizationForm } from "@/lib/web/request/organization-forms";
import { formAction } from "./form-action";
import { findFormPrincipal } from "./fresh-principal";
import { memberFormAction } from "./member-form-action";

/**
 * Makes an organization and goes to its settings; does not return then.
 *
 * @returns the codes of every form, of `findFormPrincipal` and of `createOrganization`
 */
export const createOrganizationFromForm = formAction(
  newOrganizationForm,
  async ({ pageSessionId, ...input }, context) => {
    const principal = await findFormPrincipal(pageSessionId, context);
    if (isFailure(principal)) return principal;
    const membership = await createOrganization(principal, input, context.client);
    return isFailure(membership) ? membership : redirect(organizationPage(membership.organization.id));
  },
);

/**
 * Changes the name and the short name.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `updateOrganization`
 */
export const updateOrganizationFromForm = memberFormAction(organizationForm, {
  action: "organization.update",
  async handle(access, { name, slug }, { client }) {
    const changed = await updateOrganization(access, { name, slug }, client);
    return isFailure(changed) ? changed : null;
  },
});

/** @returns the path of an organization's settings */
export function organizationPage(organizationId: string): string {
  return `/organizations/${encodeURIComponent(organizationId)}`;
}
