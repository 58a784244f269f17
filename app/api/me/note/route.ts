import { findNote, saveNote } from "@/lib/server/notes";
import { isFailure } from "@/lib/session/failure";
import { authenticated, route } from "@/lib/web/api/route";
import { jsonResponse } from "@/lib/web/request/responses";
import { noteBody } from "@/lib/web/request/schemas";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = route({
  GET: authenticated({ handle: async ({ principal }) => jsonResponse(await findNote(principal.user.id)) }),

  PUT: authenticated({
    body: noteBody,
    handle: async ({ body, principal }) => {
      const result = await saveNote(principal, body.text);
      return isFailure(result) ? result : jsonResponse(result);
    },
  }),
});
