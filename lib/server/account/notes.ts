import { database } from "@/lib/server/database";
import { changeSessionFor } from "@/lib/server/for-caller";
import { isoTime } from "@/lib/server/iso-time";
import type { Principal } from "@/lib/server/sessions/sessions";
import type { NoteView } from "@/lib/session/contract";
import { type Failure, isFailure } from "@/lib/session/failure";

/** @returns the user's note; empty when there is none yet. */
export async function findNote(userId: string): Promise<NoteView> {
  const note = await database().findNote(userId);
  return { text: note?.text ?? "", updatedAt: note ? isoTime(note.updatedAt) : null };
}

/** Replaces the user's note. @returns the note; or the codes of `changeSessionFor`. */
export async function saveNote(principal: Principal, text: string): Promise<NoteView | Failure> {
  const userId = principal.user.id;
  const outcome = await changeSessionFor(principal, principal.session.id, (_, now) => ({
    outcome: null,
    changes: [{ kind: "save-note", userId, text, updatedAt: now }],
    events: [],
  }));
  return isFailure(outcome) ? outcome : findNote(userId);
}
