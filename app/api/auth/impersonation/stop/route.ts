import { config } from "@/lib/server/config";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { stopImpersonation } from "@/lib/web/request/impersonation";
import { jsonResponse } from "@/lib/web/request/responses";
import { empty, stopQuery } from "@/lib/web/request/schemas";

/** Sent by a plain form, which works without JavaScript: it leads to a page in any case. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Stop acting as a user; leads to a page",
    responses: { 303: null },
    allowedWhileImpersonating: true,
    body: empty,
    query: stopQuery,
    handle: async ({ query, context }) => {
      const { path, cookies } = await stopImpersonation(await context(), query.sessionId);
      return jsonResponse(undefined, {
        status: 303,
        headers: { Location: config().origin + path },
        cookies,
      });
    },
  }),
});
