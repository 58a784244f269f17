import { providerUnavailableIn } from "@/lib/server/errors";
import type { ErrorCode } from "@/lib/session/errors";
import { fail, isFailure } from "@/lib/session/failure";
import { providerErrorUrl } from "@/lib/session/login-url";
import type { ProviderProblem } from "@/lib/session/provider-errors";
import { isPostedForm, seeOther } from "@/lib/web/request/provider-responses";
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

/**
 * For a form that works without JavaScript and whose answer is a file: a refusal leads back to the form's page, which knows
 * what to say about its code. A script gets the endpoint's own answer.
 *
 * @param page the path of the form's page
 */
export function refusedOnPage(page: string): (run: RouteRunner) => RouteRunner {
  return (run) =>
    async (request, ...rest) => {
      const result = await run(request, ...rest);
      if (!isFailure(result) || !isSentByUser(request.headers)) return result;
      return seeOther(`${page}?${new URLSearchParams({ problem: result.code })}`);
    };
}

function isSentByUser(headers: Headers): boolean {
  return isPostedForm(headers) && (headers.get("accept") ?? "").includes("text/html");
}
