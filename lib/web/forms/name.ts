/**
 * Changing the display name from a plain form, which works without JavaScript.
 */
import "server-only";
import { updateProfile } from "@/lib/server/account/account";
import { type Failure, isFailure } from "@/lib/session/failure";
import { nameForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { findFormPrincipal } from "./fresh-principal";

/**
 * Changes the name with the fields of `nameForm`.
 *
 * @returns null when it is done; besides the codes of every form those of `findFormPrincipal` and of `updateProfile`
 */
export const changeNameFromForm = formAction(
  nameForm,
  async ({ pageSessionId, name }, context): Promise<Failure | null> => {
    const principal = await findFormPrincipal(pageSessionId, context);
    if (isFailure(principal)) return principal;
    const changed = await updateProfile(principal, { name }, context.client);
    return isFailure(changed) ? changed : null;
  },
);
