"use client";

import { useState } from "react";
import { useDialog } from "@/app/ui/feedback/use-dialog";

/**
 * Takes an item out of a list, after a dialog has asked.
 *
 * @param remove rejects with an `AuthError`
 * @param done what the toast says then
 * @returns `ask(item)`, which opens the dialog; `dialog`, its props; and `chosen`, the item it is about
 */
export function useRemoval<Item>(remove: (item: Item) => Promise<unknown>, done: (item: Item) => string) {
  // Kept after the dialog is closed, so that its text stays while it closes.
  const [chosen, setChosen] = useState<Item | null>(null);
  const { open, dialog } = useDialog(async () => {
    if (!chosen) return "";
    await remove(chosen);
    return done(chosen);
  });

  function ask(item: Item) {
    setChosen(item);
    open();
  }

  return { ask, chosen, dialog };
}
