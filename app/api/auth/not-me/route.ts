import { endReportedSession } from "@/lib/server/account/not-me";
import { endedReportSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { ticketBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "End a session by the link of the mail about it",
    responses: { 200: endedReportSchema },
    errors: ["invalid_ticket", "rate_limited"],
    body: ticketBody,
    handle: async ({ body, context }) =>
      (await endReportedSession(body.ticket, (await context()).client)) ?? jsonResponse({ ended: true }),
  }),
});
