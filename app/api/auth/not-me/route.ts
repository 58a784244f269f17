import { endReportedSession } from "@/lib/server/not-me";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { ticketBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    body: ticketBody,
    handle: async ({ body, context }) =>
      (await endReportedSession(body.ticket, (await context()).client)) ?? jsonResponse({ ended: true }),
  }),
});
