import { redirectSchema } from "@/lib/session/view-schemas/sign-in";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse, noContent } from "@/lib/web/request/responses";
import { logoutBody } from "@/lib/web/request/schemas";
import { signOutHere } from "@/lib/web/request/session-responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Sign out of this browser, or one account of it",
    responses: { 200: redirectSchema, 204: null },
    allowedWhileImpersonating: true,
    body: logoutBody,
    handle: async ({ body, context }) => {
      const { cookies, redirectTo } = await signOutHere(await context(), body);
      return redirectTo ? jsonResponse({ redirectTo }, { cookies }) : noContent(cookies);
    },
  }),
});
