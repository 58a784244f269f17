import { z } from "zod";
import { listDemoMail } from "@/lib/server/demo/demo-outbox";
import { MAX_EMAIL } from "@/lib/server/email";
import { outboxListSchema } from "@/lib/session/demo/demo-schemas";
import { fail } from "@/lib/session/failure";
import { publicEndpoint, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";

const outboxQuery = z.object({ to: z.string().max(MAX_EMAIL).optional() });

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: publicEndpoint({
    summary: "Read the demo's e-mails",
    responses: { 200: outboxListSchema },
    errors: ["not_found"],
    query: outboxQuery,
    handle: async ({ query }) => {
      const messages = await listDemoMail(query.to);
      return messages ? jsonResponse({ messages }) : fail("not_found");
    },
  }),
});
