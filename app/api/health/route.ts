import { database } from "@/lib/server/database";
import { open, route } from "@/lib/web/api/route";
import { json } from "@/lib/web/request/responses";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: open({
    handle: async () => {
      await database().ping(); // throws "unavailable", which is answered as 503
      return json({ status: "ok" });
    },
  }),
});
