import { cancelAttempt, describeAttempt } from "@/lib/server/sign-in/attempts";
import { isFailure } from "@/lib/session/failure";
import { openAttemptSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse, noContent } from "@/lib/web/request/responses";
import { empty } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Read an attempt of this browser",
    responses: { 200: openAttemptSchema },
    errors: ["not_found"],
    handle: async ({ id, context }) => {
      const result = await describeAttempt(id, (await context()).client);
      return isFailure(result) ? result : jsonResponse({ attempt: result });
    },
  }),

  DELETE: publicEndpoint({
    summary: "Give an attempt up",
    responses: { 204: null },
    errors: ["not_found", "attempt_closed"],
    allowedWhileImpersonating: true,
    body: empty,
    handle: async ({ id, context }) => (await cancelAttempt(id, (await context()).client)) ?? noContent(),
  }),
});
