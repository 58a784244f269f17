import { isFailure } from "@/lib/session/failure";
import { isSentByUser, seeOther } from "@/lib/web/request/form-responses";
import type { RouteRunner } from "./handler";

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
