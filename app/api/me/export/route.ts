import { exportAccount } from "@/lib/server/data-export";
import { isFailure } from "@/lib/session/failure";
import { accountExportSchema } from "@/lib/session/view-schemas/account-data";
import { authenticated, onEveryCall, route } from "@/lib/web/api/route";
import { exportResponse } from "@/lib/web/request/export-response";
import { refuseActingSession } from "@/lib/web/request/impersonation";

/**
 * The one GET that leaves a trace besides a log line: that the data was taken stands in the activity, and an e-mail tells the
 * user. A HEAD takes nothing, and leaves none.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  // session-lint-ignore pure-get: the data is only read; that it was read is recorded, as a log would
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
});
