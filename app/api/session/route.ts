import { listAttempts } from "@/lib/server/attempts";
import { describeCurrent } from "@/lib/server/sessions";
import type { BrowserSessionView } from "@/lib/session/sign-in-contract";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    handle: async ({ context }) => {
      const { refresh, pendingSignOut, browser } = (await context()).credentials;
      const session = await describeCurrent(refresh?.token ?? null, pendingSignOut ? "signed_out" : null);
      const attempts = await listAttempts(browser?.browserId ?? null);
      const view: BrowserSessionView = { ...session, attempts };
      return jsonResponse(view);
    },
  }),
});
