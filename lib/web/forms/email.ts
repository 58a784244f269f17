/**
 * Changing the e-mail address from plain forms, which work without JavaScript.
 */
import "server-only";
import { confirmEmailChange, requestEmailChange } from "@/lib/server/account/email-change";
import { type Failure, isFailure } from "@/lib/session/failure";
import { emailForm } from "@/lib/web/request/form-schemas";
import { formAction } from "./form-action";
import { findFormPrincipal, refuseStale } from "./fresh-principal";

/**
 * Sends a code to a new address, which needs a recent sign-in or the password in the form; or changes the address with the
 * code.
 *
 * @returns "sent" or "changed"; or a failure: besides the codes of every form those of `refuseStale`,
 *   `requestEmailChange` and `confirmEmailChange`
 */
export const changeEmailFromForm = formAction(
  emailForm,
  async (input, context): Promise<"sent" | "changed" | Failure> => {
    const principal = await findFormPrincipal(input.pageSessionId, context);
    if (isFailure(principal)) return principal;
    if (input.step === "confirm") {
      const user = await confirmEmailChange(principal, input.code, context.client);
      return isFailure(user) ? user : "changed";
    }
    const stale = await refuseStale(principal, input, context);
    if (stale) return stale;
    const challenge = await requestEmailChange(principal, input.email, context.client);
    return isFailure(challenge) ? challenge : "sent";
  },
);
