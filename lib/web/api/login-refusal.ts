import { providerUnavailableIn } from "@/lib/server/errors";
import type { ErrorCode } from "@/lib/session/errors";
import { fail, isFailure } from "@/lib/session/failure";
import { providerErrorUrl } from "@/lib/session/login-url";
import type { ProviderProblem } from "@/lib/session/sign-in/provider-errors";
import { isSentByUser, seeOther } from "@/lib/web/request/form-responses";
import type { RouteRunner } from "./handler";

/** Refusals that a user can do nothing about by reading JSON. */
const ON_LOGIN_PAGE: Partial<Record<ErrorCode, ProviderProblem>> = {
  device_key_unavailable: "device_key_unavailable",
  rate_limited: "unavailable",
  unavailable: "unavailable",
};

/**
 * For a form that works without JavaScript: a user who sent it gets no error in JSON. The login page says why no sign-in
 * began. A script gets the endpoint's own answer.
 */
export function refusedOnLoginPage(run: RouteRunner): RouteRunner {
  return async (request, ...rest) => {
    if (!isSentByUser(request.headers)) return run(request, ...rest);
    const result = await run(request, ...rest).catch((error: unknown) => {
      if (!providerUnavailableIn(error)) throw error;
      return fail("unavailable");
    });
    const error = isFailure(result) ? ON_LOGIN_PAGE[result.code] : undefined;
    return error ? seeOther(providerErrorUrl(error, null)) : result;
  };
}
