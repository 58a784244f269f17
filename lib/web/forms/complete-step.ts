import "server-only";
import { redirect } from "next/navigation";
import type { StepResult } from "@/lib/server/sign-in/attempt-steps";
import { type Failure, isFailure } from "@/lib/session/failure";
import { HOME, loginUrl, safeReturnTo } from "@/lib/session/login-url";
import type { RequestContext } from "@/lib/web/request/request-context";
import { attemptCookiesFor, signInCookiesFor } from "@/lib/web/request/session-responses";
import { writeCookies } from "./form-cookies";

/**
 * Ends a form of a sign-in or sign-up. After the last step it goes to `returnTo`, before it to the sign-in page, which
 * finds the attempt by this browser's cookie and shows the step that is due; it does not return then.
 *
 * @param fragment ends the address that it goes to, with its `#`
 * @returns the failure
 */
export async function completeStep(
  result: StepResult,
  context: RequestContext,
  returnTo: string | undefined,
  fragment = "",
): Promise<Failure> {
  if (isFailure(result)) return result;
  if ("attempt" in result) {
    await writeCookies(await attemptCookiesFor(result.attempt, context));
    return redirect(signInPath(returnTo) + fragment);
  }
  await writeCookies(await signInCookiesFor(result, context));
  return redirect(safeReturnTo(returnTo) + fragment);
}

/** @returns the path of the sign-in page, which leads to `returnTo` in the end */
export function signInPath(returnTo: string | undefined): string {
  const to = safeReturnTo(returnTo);
  return loginUrl(null, to === HOME ? null : to);
}
