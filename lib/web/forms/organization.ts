/**
 * Making, changing and deleting organizations from plain forms, which work without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import {
  createOrganization,
  deleteOrganization,
  updateOrganization,
} from "@/lib/server/organizations/organizations";
import { fail, isFailure } from "@/lib/session/failure";
import { organizationPath } from "@/lib/session/page-paths";
import { validation } from "@/lib/texts/en/validation";
import { fillIn } from "@/lib/texts/fill-in";
import {
  brandingForm,
  newOrganizationForm,
  organizationDeletionForm,
  organizationForm,
} from "@/lib/web/request/organization-forms";
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
    return isFailure(membership) ? membership : redirect(organizationPath(membership.organization.id));
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

/**
 * Changes the accent colour, or takes it away.
 *
 * @returns null when it is done; or the codes of `memberFormAction` and of `updateOrganization`
 */
export const setBrandingFromForm = memberFormAction(brandingForm, {
  action: "organization.update",
  async handle(access, { primaryColor }, { client }) {
    const changed = await updateOrganization(access, { primaryColor }, client);
    return isFailure(changed) ? changed : null;
  },
});

/**
 * Deletes an organization, whose short name was typed, and goes to the list of organizations; it does not return then.
 *
 * @returns `invalid_request` for another short name, and the codes of `memberFormAction` and of `deleteOrganization`
 */
export const deleteOrganizationFromForm = memberFormAction(organizationDeletionForm, {
  action: "organization.delete",
  requireRecentAuth: true,
  async handle(access, { confirmation }, { client }) {
    const { slug } = access.organization;
    if (confirmation !== slug)
      return fail("invalid_request", {
        issues: [{ path: "confirmation", message: fillIn(validation.slugToConfirm, { slug }) }],
      });
    return (await deleteOrganization(access, client)) ?? redirect("/organizations");
  },
});
