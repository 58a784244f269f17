/**
 * Choosing the idle limit from a plain form, which works without JavaScript.
 */
import "server-only";
import { updateProfile } from "@/lib/server/account";
import { findPrincipal } from "@/lib/server/sessions";
import { fail, isFailure } from "@/lib/session/failure";
import { idleTimeoutForm } from "@/lib/web/request/schemas";
import { formAction } from "./form-action";

/**
 * Sets the idle limit with the fields of `idleTimeoutForm`.
 *
 * @returns null when it is set; besides the codes of every form those of `updateProfile`, and `session_mismatch` when
 *   another account is signed in by now than the page was rendered for
 */
export const setIdleTimeoutFromForm = formAction(
  idleTimeoutForm,
  async ({ userId, idleTimeout }, { credentials, client }) => {
    const principal = credentials.refresh ? await findPrincipal(credentials.refresh.token) : null;
    if (!principal || "reason" in principal) return fail("not_authenticated");
    if (userId !== principal.user.id) return fail("session_mismatch");
    const changes = { idleTimeout: idleTimeout && idleTimeout * 1000 };
    const result = await updateProfile(principal, changes, client);
    return isFailure(result) ? result : null;
  },
);
