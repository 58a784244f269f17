/**
 * The steps before every form action, as in `lib/web/api/route.ts` for the API: the origin check, the
 * pending sign-out, validation, and an answer while the database is unavailable.
 */
import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import { config } from "@/lib/server/config";
import { findSignInKey } from "@/lib/server/device-binding/request-proof";
import { isUnavailable } from "@/lib/server/errors";
import { logRefusal } from "@/lib/server/log";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import type { Language } from "@/lib/texts/language";
import { refuseCrossSite } from "@/lib/web/request/cross-site";
import { refuseImpersonation } from "@/lib/web/request/impersonation";
import { withIssuesIn } from "@/lib/web/request/issue-texts";
import { languageOf } from "@/lib/web/request/language";
import { type RequestContext, readRequestContext } from "@/lib/web/request/request-context";
import { applyPendingSignOut } from "@/lib/web/request/session-responses";
import { validate } from "@/lib/web/request/validate";

/**
 * Makes a form action.
 *
 * @param schema the form's fields by name, as strings; other fields are left out
 * @param handle does the action's own work; it may redirect
 * @param allowed.whileImpersonating whether an administrator who acts as a user may send it too; no form unless it says so
 * @param allowed.opensSession whether it may sign in. A form carries no proof of a key: the session is bound to none, and
 *   where DEVICE_BINDING requires a key, the form is refused
 * @returns a function of the submitted form, which answers what `handle` does; or `cross_site_request` for another
 *   site's form, `device_key_unavailable`, `forbidden_while_impersonating`, `invalid_request` with the fields that are
 *   wrong, `unavailable` while the database is away
 */
export function formAction<Input, Result>(
  schema: z.ZodType<Input>,
  handle: (input: Input, context: RequestContext) => Promise<Result>,
  allowed: { whileImpersonating?: true; opensSession?: true } = {},
): (form: FormData) => Promise<Result | Failure> {
  return async (form) => {
    const requestHeaders = await headers();
    const foreign = refuseCrossSite(requestHeaders, config());
    if (foreign) {
      logRefusal({ method: "POST", code: foreign.code });
      return foreign;
    }
    try {
      const context = await readRequestContext({ headers: requestHeaders });
      const refusal = allowed.whileImpersonating ? null : await refuseImpersonation(context);
      if (refusal) return refusal;
      const key = allowed.opensSession ? await findSignInKey(context.client) : null;
      if (isFailure(key)) return key;
      await applyPendingSignOut(context);
      const input = validate(schema, Object.fromEntries(form));
      const result = isFailure(input) ? input : await handle(input.value, context);
      return inLanguage(result, languageOf(requestHeaders));
    } catch (error) {
      if (isUnavailable(error)) return fail("unavailable");
      throw error;
    }
  };
}

/** A form's answer is a refusal, or has one in it beside what the page shows again. */
function inLanguage<Result>(result: Result, language: Language): Result {
  if (typeof result !== "object" || result === null || !("refusal" in result))
    return withIssuesIn(result, language);
  return { ...result, refusal: withIssuesIn(result.refusal, language) };
}
