/** The wrapper around the endpoints of an organization. The table `PERMISSIONS` says who may call them. */
import { authenticateMember, type OrganizationAccess } from "@/lib/server/organizations/access";
import { fail, isFailure } from "@/lib/session/failure";
import type { OrganizationAction } from "@/lib/session/organizations/organization-permissions";
import type { OrganizationId } from "@/lib/session/organizations/organization-records";
import { readClientIp } from "@/lib/web/request/request-context";
import { bearerToken, isRecent, refuseRestricted } from "./authenticate";
import type { RouteResult } from "./handler";
import { bearerEndpoint, type Endpoint, type HandlerContext, type Shape } from "./route";

/**
 * An endpoint under `/api/organizations/[id]`, for members whose role allows the action.
 *
 * @param endpoint.action the row of `PERMISSIONS` that says who may call it
 * @param endpoint.requireRecentAuth whether it needs a user who has proved who they are within REAUTHENTICATION_WINDOW; a
 *   function decides by the body
 * @param endpoint.handle its `principal` is the member
 */
export function organizationEndpoint<Body = unknown, Query = unknown>(
  endpoint: Shape<Body, Query> & {
    action: OrganizationAction;
    requireRecentAuth?: true | ((body: Body) => boolean);
    secretAnswer?: true;
    allowedWhenStoreIsFull?: true;
    handle: (call: HandlerContext<Body, Query, OrganizationAccess>) => Promise<RouteResult>;
  },
): Endpoint {
  const { action, requireRecentAuth } = endpoint;
  const handle: typeof endpoint.handle = async (call) => {
    const isDue = typeof requireRecentAuth === "function" && requireRecentAuth(call.body);
    return isDue && !isRecent(call.principal) ? fail("reauthentication_required") : endpoint.handle(call);
  };
  const needsRecentAuth = requireRecentAuth !== undefined;
  const described = { ...endpoint, handle, access: "member", needsRecentAuth } as const;
  return bearerEndpoint(described, async (request, { id }, logFields) => {
    const token = bearerToken(request);
    const access = token
      ? await authenticateMember(
          { token, ipAddress: readClientIp(request.headers) },
          id as OrganizationId,
          action,
        )
      : fail("not_authenticated");
    if (isFailure(access)) return access;
    logFields.userId = access.user.id;
    if (access.session) logFields.sessionId = access.session.id;
    if (access.key) logFields.apiKeyId = access.key.id;
    const refusal = refuseRestricted(request, endpoint, access);
    if (refusal) return refusal;
    return requireRecentAuth === true && !isRecent(access) ? fail("reauthentication_required") : access;
  });
}
