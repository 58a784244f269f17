import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { eventStream } from "@/lib/web/api/sse";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Follow the session's events",
    responses: {
      200: {
        mediaType: "text/event-stream; charset=utf-8",
        description:
          "The events `state`, `revoked`, `expired`, `sessions-changed` and `user-changed`, and a comment every 15 seconds.",
      },
    },
    errors: ["not_authenticated", "session_expired", "session_revoked", "cross_site_request", "rate_limited"],
    handle: async ({ context, request }) => {
      const { refresh } = (await context()).credentials;
      return refresh ? eventStream(refresh.token, request) : fail("not_authenticated");
    },
  }),
});
