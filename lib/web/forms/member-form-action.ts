/**
 * The steps before every form of a member, as in `lib/web/api/organization-route.ts` for the API.
 */
import "server-only";
import type { z } from "zod";
import type { OrganizationAccess } from "@/lib/server/organizations/access";
import { findMemberAccess } from "@/lib/server/organizations/member-access";
import { type Failure, isFailure } from "@/lib/session/failure";
import type { OrganizationAction } from "@/lib/session/organizations/organization-permissions";
import type { RequestContext } from "@/lib/web/request/request-context";
import { formAction } from "./form-action";
import { type FormProof, findFormPrincipal, needsKey, refuseStale } from "./fresh-principal";

interface MemberForm extends Partial<FormProof> {
  pageSessionId: string;
  organizationId: string;
}

/**
 * Makes the action of a form about an organization, for members whose role allows it.
 *
 * @param options.action the row of `PERMISSIONS` that says who may send it
 * @param options.requireRecentAuth whether it needs a recent sign-in, or the password in the form; a function decides by
 *   the fields
 * @param options.givesRights whether another user gets rights by it, which outlast the session: a copy of the cookies of a
 *   session that is bound to a key must not, so that one needs the password in the form
 * @param options.handle does the action's own work; it may redirect
 * @returns a function of the submitted form, which answers what `handle` does; or the codes of every form, of
 *   `findFormPrincipal` and `findMemberAccess`, and of `refuseStale` where it needs a proof
 */
export function memberFormAction<Input extends MemberForm, Result>(
  schema: z.ZodType<Input>,
  options: {
    action: OrganizationAction;
    requireRecentAuth?: true | ((input: Input) => boolean);
    givesRights?: true;
    handle: (access: OrganizationAccess, input: Input, context: RequestContext) => Promise<Result>;
  },
): (form: FormData) => Promise<Result | Failure> {
  return formAction(schema, async (input, context): Promise<Result | Failure> => {
    const principal = await findFormPrincipal(input.pageSessionId, context);
    if (isFailure(principal)) return principal;
    const access = await findMemberAccess(principal, input.organizationId, options.action);
    if (isFailure(access)) return access;
    const { pageSessionId, password = "", proof = "" } = input;
    const { requireRecentAuth } = options;
    const isDue = typeof requireRecentAuth === "function" ? requireRecentAuth(input) : requireRecentAuth;
    const mustProve = isDue || (options.givesRights && needsKey(principal.session));
    const stale = mustProve
      ? await refuseStale(principal, { pageSessionId, password, proof }, context)
      : null;
    return stale ?? options.handle(access, input, context);
  });
}
