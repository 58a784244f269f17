import { readDemoScript } from "@/lib/server/demo/script";
import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Load the script of the demo's own controls",
    responses: {
      200: { mediaType: "text/javascript; charset=utf-8", description: "A script without imports." },
    },
    errors: ["not_found"],
    handle: async () => {
      const script = await readDemoScript();
      if (script === null) return fail("not_found");
      return new Response(script, {
        headers: { "Content-Type": "text/javascript; charset=utf-8", "Cache-Control": "private, no-store" },
      });
    },
  }),
});
