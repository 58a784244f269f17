import { findNote, saveNote } from "@/lib/server/notes";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { noteBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({ handle: async ({ principal }) => jsonResponse(await findNote(principal.user.id)) }),

  PUT: authenticated({
    body: noteBody,
    handle: async ({ body, principal }) => jsonResponse(await saveNote(principal.user.id, body.text)),
  }),
});
