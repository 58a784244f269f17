"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import type { Cancel } from "@/lib/client/browser/environment";
import { after, dateNow, onHide } from "@/lib/client/browser/page-events";
import { AuthError } from "@/lib/client/http/auth-error";
import { useAuthClient, useAuthState } from "@/lib/client/react/auth-provider";
import type { AuthClient } from "@/lib/client/session/auth-client";
import { createPersistence, type Persistence } from "./autosave";
import { openDraftDatabase } from "./draft-database";
import { createDraftStorage, createMemoryStorage, type DraftStorage } from "./draft-storage";
import { findSecretField, isSecretField } from "./sensitive-fields";

export interface DraftOptions<T> {
  /** Raise it when the shape changes: a draft of another version is dropped. */
  version: number;
  /** Whatever comes out of storage is checked by this; what it refuses is dropped. */
  parse: (value: unknown) => T | null;
  /** Another tab kept something else, or, with null, has sent or emptied its form. */
  onElsewhere?: (kept: T | null) => void;
  /** What was kept has been read; null when there was none. From now on the form may be typed into. */
  onRead?: (kept: T | null) => void;
}

export interface Draft<T> {
  /** What is kept, by this tab or by another one; null when there is none, or it has not been read yet. */
  kept: T | null;
  /** What is kept is being read: what was typed now would take its place. */
  isReading: boolean;
  /** Keeps what has been typed so far, a second after the last call. */
  save: (value: T) => void;
  /** The form was sent, or emptied: nothing is kept. */
  discard: () => void;
}

/** How often reading is tried again while the key cannot be had. Milliseconds. */
const RETRY_MS = 3_000;

const shelves = new WeakMap<AuthClient, { userId: string; sessionId: string; shelf: DraftStorage }>();

/** One for each user of this document; signing out empties it. */
function draftStorageFor(client: AuthClient, userId: string, sessionId: string): DraftStorage {
  const before = shelves.get(client);
  if (before?.userId === userId) {
    // The key may have gone with the session before.
    if (before.sessionId !== sessionId) void before.shelf.forget(false);
    before.sessionId = sessionId;
    return before.shelf;
  }
  void before?.shelf.forget(true).catch(() => {});
  const shelf = globalThis.crypto?.subtle
    ? createDraftStorage({
        userId,
        fetchKey: async () => (await client.call<{ key: string }>("/api/me/draft-key", { body: {} })).key,
        records: openDraftDatabase(indexedDB, dateNow),
        crypto,
        dateNow,
      })
    : createMemoryStorage();
  if (!before)
    client.on(
      "logout",
      () =>
        void shelves
          .get(client)
          ?.shelf.forget(true)
          .catch(() => {}),
    );
  shelves.set(client, { userId, sessionId, shelf });
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
export function useDraft<T>(
  form: string,
  { version, parse, onElsewhere, onRead }: DraftOptions<T>,
): Draft<T> {
  const client = useAuthClient();
  const { user, session } = useAuthState();
  const [userId, sessionId] = [user?.id, session?.id];
  const [kept, setKept] = useState<T | null>(null);
  const [isReading, setReading] = useState(false);
  const name = JSON.stringify([userId, form, version]);
  const latest = useRef<{ name: string; value: T } | null>(null);
  const persistence = useRef<Persistence<T> | null>(null);
  const parsed = useEffectEvent(parse);
  const heard = useEffectEvent((elsewhere: T | null) => {
    setKept(elsewhere);
    onElsewhere?.(elsewhere);
  });

  const wasRead = useEffectEvent((found: T | null) => {
    setKept(found);
    onRead?.(found);
  });

  useEffect(() => {
    if (!userId || !sessionId) return;
    let isCurrent = true;
    const shelf = draftStorageFor(client, userId, sessionId);
    const told: DraftStorage = {
      ...shelf,
      async write(key, text) {
        await shelf.write(key, text);
        // What was sent meanwhile is about to be removed.
        if (isCurrent && latest.current) setKept(parsed(JSON.parse(text).value));
      },
    };
    const draft = createPersistence<T>({ after, dateNow, onHide }, told, {
      key: form,
      version,
      parse: (value) => parsed(value),
      onChange: (elsewhere) => heard(elsewhere),
    });
    persistence.current = draft;
    let cancel: Cancel = () => {};
    async function read() {
      try {
        const found = await draft.load();
        if (isCurrent) wasRead(found);
      } catch (thrown) {
        // There is one: it must not be written over by what is typed without it, as long as its key may be had.
        if (thrown instanceof AuthError && thrown.recoverable) {
          if (isCurrent) cancel = after(RETRY_MS, read);
          return;
        }
      }
      if (isCurrent) setReading(false);
    }
    if (latest.current?.name === name) {
      // Typed under the session before, whose key may be no more.
      draft.schedule(latest.current.value);
      setReading(false);
    } else {
      setReading(true);
      void read();
    }
    return () => {
      isCurrent = false;
      cancel();
      persistence.current = null;
      draft.dispose();
    };
  }, [client, userId, sessionId, form, version, name]);

  const save = useCallback(
    (value: T) => {
      const secret = isSecretField(form) ? form : findSecretField(value);
      if (secret) refuse(secret);
      else {
        latest.current = { name, value };
        persistence.current?.schedule(value);
      }
    },
    [form, name],
  );
  const discard = useCallback(() => {
    setKept(null);
    latest.current = null;
    // A form that is hidden while its submission comes to an end keeps nothing, but may have kept something.
    const removed = persistence.current?.remove() ?? shelves.get(client)?.shelf.remove(form);
    removed?.catch(() => {});
  }, [client, form]);
  return { kept, isReading, save, discard };
}
