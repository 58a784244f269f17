"use client";

import { useEffect, useRef, useState } from "react";

interface Renaming {
  /** The name its owner gave it, if any. */
  label: string | null;
  /** Rejects when the name could not be saved, after showing why. */
  onRename: (label: string | null) => Promise<void>;
  /** Closes the form. Not called by a form that was closed already: its user is somewhere else by then. */
  onClose: () => void;
}

/**
 * The state of a form that changes a name.
 *
 * @returns `rename`, which saves what was typed and closes the form, unless a save is running; and `isPending`
 */
export function useRename({ label, onRename, onClose }: Renaming) {
  const [isPending, setPending] = useState(false);
  const isShown = useRef(false);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
    };
  }, []);

  async function rename(typed: string): Promise<void> {
    if (isPending) return;
    if (typed === (label ?? "")) return onClose();
    setPending(true);
    try {
      await onRename(typed || null);
      if (isShown.current) onClose();
    } catch {
      // `onRename` has shown the error. The typed name stays for another try.
      setPending(false);
    }
  }

  return { rename, isPending };
}
