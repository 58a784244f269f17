import { database } from "@/lib/server/database";
import { json } from "@/lib/web/reply";
import { open, route } from "@/lib/web/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: open({
    handle: async () => {
      await database().ping(); // throws "unavailable", which is answered as 503
      return json({ status: "ok" });
    },
  }),
});
