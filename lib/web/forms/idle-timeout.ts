/**
 * Choosing the idle limit from a plain form, which works without JavaScript.
 */
import "server-only";
import { updateProfile } from "@/lib/server/account/account";
import { isFailure } from "@/lib/session/failure";
import { idleTimeoutForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { findFormPrincipal } from "./fresh-principal";

/**
 * Sets the idle limit with the fields of `idleTimeoutForm`.
 *
 * @returns null when it is set; besides the codes of every form those of `updateProfile`, and `session_mismatch` when
 *   another account is signed in by now than the page was rendered for
 */
export const setIdleTimeoutFromForm = formAction(
  idleTimeoutForm,
  async ({ pageSessionId, idleTimeout }, context) => {
    const principal = await findFormPrincipal(pageSessionId, context);
    if (isFailure(principal)) return principal;
    const changes = { idleTimeout: idleTimeout && idleTimeout * 1000 };
    const result = await updateProfile(principal, changes, context.client);
    return isFailure(result) ? result : null;
  },
);
