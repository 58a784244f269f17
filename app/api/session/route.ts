import { describeAccounts } from "@/lib/server/sessions/browser-accounts";
import { findEnd } from "@/lib/server/sessions/session-list";
import { describeBrowser } from "@/lib/server/sessions/sessions";
import { listAttempts } from "@/lib/server/sign-in/attempts";
import type { BrowserSessionView } from "@/lib/session/sign-in/sign-in-contract";
import { browserSessionSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { heldSignIns } from "@/lib/web/request/accounts";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Read who is signed in on this browser",
    responses: { 200: browserSessionSchema },
    handle: async ({ context }) => {
      const read = await context();
      const { credentials } = read;
      const { refresh, pendingSignOut } = credentials;
      const [session, attempts] = await Promise.all([
        describeBrowser(refresh?.token ?? null, pendingSignOut ? "signed_out" : null),
        // Most browsers have begun nothing, and nothing else here needs a description of the client.
        credentials.attempts.length > 0 ? listAttempts(read.client) : [],
      ]);
      const end = !session.authenticated && refresh ? await findEnd(refresh.token) : null;
      const signIns = await describeAccounts(heldSignIns(credentials), session);
      const impersonator = session.authenticated ? session.session.impersonator : null;
      const view: BrowserSessionView = { ...session, impersonator, attempts, signIns, ...(end && { end }) };
      return jsonResponse(view);
    },
  }),
});
