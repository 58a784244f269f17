import type { NoteView } from "@/lib/session/contract";
import { database } from "./database";

/** @returns the user's note; empty when there is none yet. */
export async function findNote(userId: string): Promise<NoteView> {
  const note = await database().findNote(userId);
  return { text: note?.text ?? "", updatedAt: note ? new Date(note.updatedAt).toISOString() : null };
}

/** Replaces the user's note. */
export async function saveNote(userId: string, text: string): Promise<NoteView> {
  const db = database();
  await db.saveNote({ userId, text, updatedAt: await db.now() });
  return findNote(userId);
}
