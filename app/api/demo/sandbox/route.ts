import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import { sandboxSchema } from "@/lib/session/demo/demo-schemas";
import { fail, isFailure } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { openSandbox } from "@/lib/web/demo/sandbox";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  POST: publicEndpoint({
    summary: "Open two signed-in devices of a throw-away user",
    responses: { 200: sandboxSchema },
    errors: ["not_found", "rate_limited", "invalid_credentials"],
    allowedWhileImpersonating: true,
    handle: async ({ request }) => {
      if (!config().demo) return fail("not_found");
      const opened = await openSandbox(request.headers);
      if (isFailure(opened)) return opened;
      const { devices, expiresAt } = opened.sandbox;
      const { laptop, phone } = devices;
      const view = {
        expiresIn: Math.floor((expiresAt - (await database().now())) / 1000),
        devices: { laptop: { epoch: laptop.browser.epoch }, phone: { epoch: phone.browser.epoch } },
      };
      return jsonResponse(view, { cookies: opened.cookies });
    },
  }),
});
