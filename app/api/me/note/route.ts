import { findNote, saveNote } from "@/lib/server/notes";
import { noteBody } from "@/lib/web/inputs";
import { json } from "@/lib/web/reply";
import { bearer, route } from "@/lib/web/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: bearer({ handle: async ({ principal }) => json(await findNote(principal.user.id)) }),

  PUT: bearer({
    body: noteBody,
    handle: async ({ body, principal }) => json(await saveNote(principal.user.id, body.text)),
  }),
});
