/**
 * Switching to another account of this browser from a plain form, which works without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { fail, isFailure } from "@/lib/session/failure";
import { accountUrl, HOME, safeReturnTo } from "@/lib/session/login-url";
import { activateFromForm, heldSignIns } from "@/lib/web/request/accounts";
import { switchForm } from "@/lib/web/request/form-schemas";
import { switchCookiesFor } from "@/lib/web/request/session-responses";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";

/**
 * Makes the account of the form's session the active one, and goes to `returnTo`; does not return then. An account that
 * cannot be switched to leads to the sign-in page, which says why.
 *
 * @returns the codes of every form
 */
export const switchAccountFromForm = formAction(
  switchForm,
  async ({ sessionId, returnTo }, context) => {
    const signIn = heldSignIns(context.credentials).find((one) => one.sessionId === sessionId);
    const granted = signIn ? await activateFromForm(signIn, context) : fail("not_found");
    const page = safeReturnTo(returnTo);
    if (isFailure(granted)) return redirect(accountUrl(sessionId, page === HOME ? null : page));
    await writeCookies(await switchCookiesFor(granted, context));
    return redirect(page);
  },
  { whileImpersonating: true },
);
