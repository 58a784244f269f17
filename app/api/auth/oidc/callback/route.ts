import { config } from "@/lib/server/config";
import { finishProviderSignIn } from "@/lib/server/sign-in/provider-sign-in";
import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { isOnlyLooking, providerResponse } from "@/lib/web/request/provider-responses";
import { applyPendingSignOut } from "@/lib/web/request/session-responses";
import { splitUrl } from "@/lib/web/request/split-url";

/**
 * Where the identity provider sends a browser back to. The only GET that changes something, because a provider sends
 * nothing else: it needs a state that was made for this browser a moment ago, and that works once.
 */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  // session-lint-ignore pure-get: a provider sends nothing else; the state in it was made for this browser and works once
  GET: publicEndpoint({
    summary: "Where the identity provider sends the browser back to; leads to a page",
    responses: { 303: null },
    errors: ["not_found", "unavailable"],
    handle: async ({ context, request }) => {
      if (!config().identityProvider) return fail("not_found");
      if (isOnlyLooking(request)) return fail("unavailable");
      await applyPendingSignOut(await context());
      const answer = new URLSearchParams(splitUrl(request.url).query);
      const result = await finishProviderSignIn(answer, (await context()).client);
      return providerResponse(result, await context());
    },
  }),
});
