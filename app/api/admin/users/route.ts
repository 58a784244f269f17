import { searchUsers } from "@/lib/server/users";
import { usersQuery } from "@/lib/web/inputs";
import { json } from "@/lib/web/reply";
import { bearer, route } from "@/lib/web/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bearer({
    role: "admin",
    query: usersQuery,
    handle: async ({ query }) => json(await searchUsers(query)),
  }),
});
