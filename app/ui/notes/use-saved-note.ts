"use client";

import { useRef, useState } from "react";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import type { NoteView } from "@/lib/session/contract";

const PATH = "/api/me/note";

/**
 * The note as the server has it. What was learnt of it last counts, also over an answer that is still on its way.
 *
 * @param initial the note the server rendered
 * @returns `save` sends a text, and throws what `call` throws; `reload` never throws
 */
export function useSavedNote(initial: NoteView) {
  const { call } = useAuthClient();
  const [known, setKnown] = useState<NoteView | null>(null);
  const asked = useRef(0);

  async function learn(answer: Promise<NoteView>): Promise<void> {
    const own = ++asked.current;
    const note = await answer;
    if (own === asked.current) setKnown(note);
  }

  return {
    saved: known ?? initial,
    save: (text: FormDataEntryValue | null) => learn(call<NoteView>(PATH, { method: "PUT", body: { text } })),
    reload: () => learn(call<NoteView>(PATH, { method: "GET" })).catch(() => {}),
  };
}
