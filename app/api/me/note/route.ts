import { findNote, saveNote } from "@/lib/server/notes";
import { bearer, route } from "@/lib/web/api/route";
import { json } from "@/lib/web/request/responses";
import { noteBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bearer({ handle: async ({ principal }) => json(await findNote(principal.user.id)) }),

  PUT: bearer({
    body: noteBody,
    handle: async ({ body, principal }) => json(await saveNote(principal.user.id, body.text)),
  }),
});
