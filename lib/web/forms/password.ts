/**
 * Changing the password from a plain form, which works without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { changePassword } from "@/lib/server/account/account";
import { config } from "@/lib/server/config";
import { refuseNewPassword } from "@/lib/server/factors/password-policy";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { passwordForm } from "@/lib/web/request/form-schemas";
import { rotationCookies } from "@/lib/web/request/session-cookies";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";
import { findFormPrincipal, refuseStale } from "./fresh-principal";

/**
 * Changes the password with the fields of `passwordForm`; goes to the page of the form on success and does not return.
 * After a while it needs the second factor of a user who has one, as the API does.
 *
 * @returns besides the codes of every form those of `findFormPrincipal`, `refuseStale` and `changePassword`
 */
export const changePasswordFromForm = formAction(
  passwordForm,
  async ({ pageSessionId, code, ...input }, context): Promise<Failure> => {
    const { credentials, client } = context;
    const principal = await findFormPrincipal(pageSessionId, context);
    if (isFailure(principal)) return principal;
    const { refresh } = credentials;
    if (!refresh) return fail("not_authenticated");
    // Before the code is looked at, which is good once.
    const weak = refuseNewPassword(input.newPassword, principal.user);
    if (weak) return weak;
    const proof = { pageSessionId, password: input.currentPassword, proof: code };
    const stale = await refuseStale(principal, proof, context);
    if (stale) return stale;
    const granted = await changePassword(principal, refresh.token, input, client);
    if (isFailure(granted)) return granted;
    const { session, refreshToken, now } = granted;
    await writeCookies(rotationCookies(credentials, session, refreshToken, config(), now));
    // Not in this response: the token of this request was replaced, and the page would find no session.
    return redirect("/profile/security?changed=password");
  },
);
