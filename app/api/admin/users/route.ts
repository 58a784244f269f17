import { searchUsers } from "@/lib/server/admin";
import { bearer, route } from "@/lib/web/api/route";
import { json } from "@/lib/web/request/responses";
import { usersQuery } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bearer({
    role: "admin",
    query: usersQuery,
    handle: async ({ query }) => json(await searchUsers(query)),
  }),
});
