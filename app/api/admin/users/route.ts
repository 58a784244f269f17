import { searchUsers } from "@/lib/server/admin/admin";
import { userPageSchema } from "@/lib/session/view-schemas/administration";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { usersQuery } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    role: "admin",
    summary: "List the users",
    responses: { 200: userPageSchema },
    query: usersQuery,
    handle: async ({ query }) => jsonResponse(await searchUsers(query)),
  }),
});
