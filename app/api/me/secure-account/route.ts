import { secureAccount } from "@/lib/server/account/secure-account";
import { isFailure } from "@/lib/session/failure";
import { refreshSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route, withRefreshCookie } from "@/lib/web/api/route";
import { readReport } from "@/lib/web/request/report-input";
import { secureAccountBody } from "@/lib/web/request/schemas";
import { refreshResponse } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: authenticated({
    summary:
      "End a suspicious session and all others, with a new password; of a user without a password, with a recent sign-in",
    responses: { 200: refreshSchema },
    errors: [
      "not_found",
      "invalid_credentials",
      "second_factor_required",
      "invalid_code",
      "factor_locked",
      "session_expired",
      "session_mismatch",
      "superseded",
      "rate_limited",
      "reauthentication_required",
    ],
    proof: "rotation",
    body: secureAccountBody,
    secretAnswer: true,
    allowedWhenStoreIsFull: true,
    handle: withRefreshCookie(async ({ body, principal, context, refreshToken }) => {
      const report = readReport(principal.user, body);
      if (isFailure(report)) return report;
      const result = await secureAccount(principal, refreshToken, report, (await context()).client);
      return isFailure(result) ? result : refreshResponse(result, await context());
    }),
  }),
});
