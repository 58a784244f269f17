/**
 * Reporting a session from a plain form, which works without JavaScript.
 */
import "server-only";
import { redirect } from "next/navigation";
import { secureAccount } from "@/lib/server/account/secure-account";
import { config } from "@/lib/server/config";
import { fail, isFailure } from "@/lib/session/failure";
import { secureAccountForm } from "@/lib/web/request/form-schemas";
import { readReport } from "@/lib/web/request/report-input";
import { rotationCookies } from "@/lib/web/request/session-cookies";
import { formAction } from "./form-action";
import { writeCookies } from "./form-cookies";
import { findFormPrincipal } from "./fresh-principal";

/**
 * Reports a session with the fields of `secureAccountForm`; goes to the report's page on success and does not return.
 *
 * @returns besides the codes of every form those of `findFormPrincipal`, `readReport` and `secureAccount`
 */
export const secureAccountFromForm = formAction(
  secureAccountForm,
  async ({ pageSessionId, code, ...input }, context) => {
    const { credentials, client } = context;
    const principal = await findFormPrincipal(pageSessionId, context);
    if (isFailure(principal)) return principal;
    const { refresh } = credentials;
    if (!refresh) return fail("not_authenticated");
    // Left out where it is empty: the report of a user without a password takes none.
    const report = readReport(principal.user, { ...input, ...(code && { code }) });
    if (isFailure(report)) return report;
    // The cookies show no more. Those of a session that is bound to a key may be a copy: the rotation asks for its proof.
    const reporter = { ...principal, authTime: principal.session.authenticatedAt };
    const granted = await secureAccount(reporter, refresh.token, report, client);
    if (isFailure(granted)) return granted;
    const { session, refreshToken, now } = granted;
    await writeCookies(rotationCookies(credentials, session, refreshToken, config(), now));
    // Not in this response: the token of this request was replaced, and the page would find no session.
    return redirect(`/profile/report?session=${encodeURIComponent(input.sessionId)}&done=yes`);
  },
);
