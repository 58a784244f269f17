"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import type { AuthClient } from "./auth-client";
import { useAuthClient, useAuthState } from "./auth-provider";
import { openDraftRecords } from "./draft-records";
import { createDraftShelf, createMemoryShelf, type DraftShelf } from "./draft-shelf";
import { after, onHide, wallClock } from "./page";
import { createPersistence, type Persistence } from "./persistence";
import { findSecretField, isSecretField } from "./secret-field";

export interface DraftOptions<T> {
  /** Raise it when the shape changes: a draft of another version is dropped. */
  version: number;
  /** Whatever comes out of storage is checked by this; what it refuses is dropped. */
  parse: (value: unknown) => T | null;
  /** Another tab kept something else, or, with null, has sent or emptied its form. */
  onElsewhere?: (restored: T | null) => void;
}

export interface Draft<T> {
  /** What is kept, by this tab before or by another one; null when there is none, or it has not been read yet. */
  restored: T | null;
  /** It is known whether there is one. */
  isReady: boolean;
  /** Keeps what has been typed so far, a second after the last call. */
  save: (value: T) => void;
  /** The form was sent, or emptied: nothing is kept. */
  discard: () => void;
}

const shelves = new WeakMap<AuthClient, { userId: string; shelf: DraftShelf }>();

/** One for each user of this document; signing out empties it. */
function shelfOf(client: AuthClient, userId: string): DraftShelf {
  const before = shelves.get(client);
  if (before?.userId === userId) return before.shelf;
  void before?.shelf.forget(true).catch(() => {});
  const shelf = globalThis.crypto?.subtle
    ? createDraftShelf({
        userId,
        fetchKey: async () => (await client.call<{ key: string }>("/api/me/draft-key", { body: {} })).key,
        records: openDraftRecords(indexedDB, wallClock),
        crypto,
        wallClock,
      })
    : createMemoryShelf();
  if (!before)
    client.on(
      "logout",
      () =>
        void shelves
          .get(client)
          ?.shelf.forget(true)
          .catch(() => {}),
    );
  shelves.set(client, { userId, shelf });
  return shelf;
}

/** A password in a draft is a mistake of the form's author, who is told; in production it is just not kept. */
function refuse(field: string): void {
  const message = `"${field}" looks like a password, a code or a card: drafts do not keep it.`;
  if (process.env.NODE_ENV !== "production") throw new Error(message);
  console.warn(message);
}

/**
 * Keeps what is typed into a form until it is sent, encrypted, for this user on this browser.
 * Fields for passwords, codes and cards are refused.
 *
 * @param form names the form; one draft each
 */
export function useDraft<T>(form: string, { version, parse, onElsewhere }: DraftOptions<T>): Draft<T> {
  const client = useAuthClient();
  const userId = useAuthState().user?.id ?? null;
  const [state, setState] = useState<{ restored: T | null; isReady: boolean }>({
    restored: null,
    isReady: false,
  });
  const persistence = useRef<Persistence<T> | null>(null);
  const read = useEffectEvent(parse);
  const heard = useEffectEvent((restored: T | null) => {
    setState({ restored, isReady: true });
    onElsewhere?.(restored);
  });

  useEffect(() => {
    if (userId === null) return;
    const draft = createPersistence<T>({ after, wallClock, onHide }, shelfOf(client, userId), {
      key: form,
      version,
      parse: (value) => read(value),
      onChange: (restored) => heard(restored),
    });
    persistence.current = draft;
    let isCurrent = true;
    void draft.load().then((restored) => isCurrent && setState({ restored, isReady: true }));
    return () => {
      isCurrent = false;
      persistence.current = null;
      draft.dispose();
    };
  }, [client, userId, form, version]);

  const save = useCallback(
    (value: T) => {
      const secret = isSecretField(form) ? form : findSecretField(value);
      if (secret) refuse(secret);
      else persistence.current?.schedule(value);
    },
    [form],
  );
  const discard = useCallback(() => {
    setState({ restored: null, isReady: true });
    // A form that is hidden while its submission comes to an end keeps nothing, but may have kept something.
    const kept = persistence.current?.remove() ?? shelves.get(client)?.shelf.remove(form);
    kept?.catch(() => {});
  }, [client, form]);
  return { ...state, save, discard };
}
