import { listDemoMail } from "@/lib/server/mail/demo-outbox";
import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { outboxQuery } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    query: outboxQuery,
    handle: async ({ query }) => {
      const messages = await listDemoMail(query.to);
      return messages ? jsonResponse({ messages }) : fail("not_found");
    },
  }),
});
