"use client";

import { useEffect, useRef } from "react";
import { useAuthClient } from "@/lib/client/react/auth-provider";
import { reauthenticateWithPasskey } from "./second-factors";

/**
 * @param isOpen whether the dialog is shown that asks; the browser's question goes with it
 * @returns a function that asks the browser for a passkey, as `reauthenticateWithPasskey` does
 */
export function usePasskeyProof(isOpen: boolean): () => Promise<void> {
  const client = useAuthClient();
  const question = useRef<AbortController | null>(null);
  useEffect(() => {
    if (!isOpen) return;
    return () => question.current?.abort();
  }, [isOpen]);

  return () => {
    question.current = new AbortController();
    return reauthenticateWithPasskey(client, question.current.signal);
  };
}
