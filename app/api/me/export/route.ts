import { exportAccount } from "@/lib/server/account/data-export";
import { isFailure } from "@/lib/session/failure";
import { accountExportSchema } from "@/lib/session/view-schemas/account-data";
import { refusedOnPage } from "@/lib/web/api/refusal-page";
import { authenticated, onEveryCall, publicEndpoint, route } from "@/lib/web/api/route";
import { findFormPrincipal, refuseStale } from "@/lib/web/forms/fresh-principal";
import { exportResponse } from "@/lib/web/request/export-response";
import { exportForm } from "@/lib/web/request/form-schemas";
import { refuseActingSession } from "@/lib/web/request/impersonation";

/**
 * The one GET that leaves a trace besides a log line: that the data was taken stands in the activity, and an e-mail tells the
 * user. A HEAD takes nothing, and leaves none.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  // session-lint-ignore pure-get: no link and no prefetch sends the bearer it needs; that data was read is recorded
  GET: authenticated({
    summary: "Download what is stored of one's own account",
    responses: { 200: accountExportSchema },
    errors: ["forbidden_while_impersonating", "rate_limited", "not_found"],
    requireRecentAuth: onEveryCall,
    handle: async ({ principal, context, request }) => {
      // Looking is allowed to an administrator who acts as the user; taking everything along is not.
      const refusal = refuseActingSession(principal.session);
      if (refusal) return refusal;
      if (request.method === "HEAD") return exportResponse(null);
      const result = await exportAccount(principal, (await context()).client);
      return isFailure(result) ? result : exportResponse(result);
    },
  }),

  /** The same for a plain form, which works without JavaScript: with the cookies, and the password if need be. */
  POST: publicEndpoint({
    summary: "The same for a form, which gets the file, or is led back to its page",
    responses: { 200: accountExportSchema, 303: null },
    errors: [
      "not_authenticated",
      "session_mismatch",
      "reauthentication_required",
      "invalid_credentials",
      "second_factor_required",
      "invalid_code",
      "factor_locked",
      "session_revoked",
      "session_expired",
      "rate_limited",
      "not_found",
    ],
    refusals: refusedOnPage("/profile/your-data"),
    body: exportForm,
    bodyTypes: ["form"],
    handle: async ({ body, context }) => {
      const sender = await context();
      const principal = await findFormPrincipal(body.pageSessionId, sender, { beforeDeletion: true });
      if (isFailure(principal)) return principal;
      const stale = await refuseStale(principal, body, sender);
      if (stale) return stale;
      const result = await exportAccount(principal, sender.client);
      return isFailure(result) ? result : exportResponse(result);
    },
  }),
});
