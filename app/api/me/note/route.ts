import { findNote, saveNote } from "@/lib/server/account/notes";
import { isFailure } from "@/lib/session/failure";
import { noteSchema } from "@/lib/session/view-schemas/session";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { noteBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({
    summary: "Read one's note",
    responses: { 200: noteSchema },
    handle: async ({ principal }) => jsonResponse(await findNote(principal.user.id)),
  }),

  PUT: authenticated({
    summary: "Replace one's note",
    responses: { 200: noteSchema },
    errors: ["rate_limited"],
    body: noteBody,
    handle: async ({ body, principal }) => {
      const result = await saveNote(principal, body.text);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
