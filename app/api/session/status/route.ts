import { config } from "@/lib/server/config";
import { describeStatus } from "@/lib/server/sessions/session-status";
import { sessionStatusSchema } from "@/lib/session/view-schemas/session";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { readableByTrustedOrigins } from "@/lib/web/api/trusted-origins";
import { readEpoch } from "@/lib/web/request/credentials";
import { isWithoutCookies } from "@/lib/web/request/cross-site";
import { jsonResponse } from "@/lib/web/request/responses";

const endpoints = route({
  GET: publicEndpoint({
    summary: "Tell whether a user is signed in; for the pages of trusted origins",
    responses: { 200: sessionStatusSchema },
    handle: async ({ context, request: { headers } }) => {
      if (isWithoutCookies(headers, config())) return jsonResponse({ active: false, unavailable: true });
      const { refresh, pendingSignOut } = (await context()).credentials;
      const epoch = readEpoch(headers.get("cookie"), config());
      return jsonResponse(
        await describeStatus(refresh?.token ?? null, epoch, pendingSignOut ? "signed_out" : null),
      );
    },
  }),
});

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = readableByTrustedOrigins(endpoints);
