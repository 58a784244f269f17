import { publicEndpoint, route } from "@/lib/web/api/route";

/** How long a client may keep the description, in seconds. */
const MAX_AGE = 300;

let text: Promise<string> | undefined;

/** The stored document, loaded and written out when it is first asked for. */
async function readDocument(): Promise<string> {
  const { default: document } = await import("@/lib/web/openapi/openapi.json");
  return JSON.stringify(document);
}

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Read this description",
    responses: { 200: { mediaType: "application/json", description: "A document of OpenAPI 3.1." } },
    handle: async () => {
      text ??= readDocument();
      return new Response(await text, {
        headers: {
          "Content-Type": "application/json; charset=utf-8",
          "Cache-Control": `public, max-age=${MAX_AGE}`,
        },
      });
    },
  }),
});
