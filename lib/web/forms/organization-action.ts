/**
 * Making and changing organizations from plain forms, which work without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { findMemberAccess } from "@/lib/server/organizations/member-access";
import { createOrganization, updateOrganization } from "@/lib/server/organizations/organizations";
import { isFailure } from "@/lib/session/failure";
import { newOrganizationForm, organizationForm } from "@/lib/web/request/organization-forms";
import { formAction } from "./form-action";
import { findFormPrincipal } from "./fresh-principal";

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
 * @returns null when it is done; or the codes of every form, of `findFormPrincipal`, `findMemberAccess` and
 *   `updateOrganization`
 */
export const updateOrganizationFromForm = formAction(
  organizationForm,
  async ({ pageSessionId, organizationId, ...changes }, context) => {
    const principal = await findFormPrincipal(pageSessionId, context);
    if (isFailure(principal)) return principal;
    const access = await findMemberAccess(principal, organizationId, "organization.update");
    if (isFailure(access)) return access;
    const changed = await updateOrganization(access, changes, context.client);
    return isFailure(changed) ? changed : null;
  },
);

/** @returns the path of an organization's settings */
export function organizationPage(organizationId: string): string {
  return `/organizations/${encodeURIComponent(organizationId)}`;
}
