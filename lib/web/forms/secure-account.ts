/**
 * Reporting a session from a plain form, which works without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { secureAccount } from "@/lib/server/account/secure-account";
import { config } from "@/lib/server/config";
import { fail, isFailure } from "@/lib/session/failure";
import { secureAccountForm } from "@/lib/web/request/form-schemas";
import { rotationCookies } from "@/lib/web/request/session-cookies";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";
import { findFormPrincipal } from "./fresh-principal";

/**
 * Reports a session with the fields of `secureAccountForm`; goes to the report's page on success and does not return.
 *
 * @returns besides the codes of every form those of `findFormPrincipal` and of `secureAccount`
 */
export const secureAccountFromForm = formAction(
  secureAccountForm,
  async ({ pageSessionId, code, ...input }, context) => {
    const { credentials, client } = context;
    const principal = await findFormPrincipal(pageSessionId, context);
    if (isFailure(principal)) return principal;
    const { refresh } = credentials;
    if (!refresh) return fail("not_authenticated");
    const granted = await secureAccount(
      principal,
      refresh.token,
      { ...input, code: code || undefined },
      client,
    );
    if (isFailure(granted)) return granted;
    const { session, refreshToken, now } = granted;
    await writeCookies(rotationCookies(credentials, session, refreshToken, config(), now));
    // Not in this response: the token of this request was replaced, and the page would find no session.
    return redirect(`/profile/report?session=${encodeURIComponent(input.sessionId)}&done=yes`);
  },
);
