import { database } from "@/lib/server/database";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    handle: async () => {
      await database().ping(); // throws "unavailable", which is answered as 503
      return jsonResponse({ status: "ok" });
    },
  }),
});
