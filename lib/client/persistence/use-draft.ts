"use client";

import { useCallback, useEffect, useEffectEvent, useRef, useState } from "react";
import { after } from "@/lib/client/browser/page-events";
import { loadPart } from "@/lib/client/http/load-part";
import { useAuthClient, useAuthState } from "@/lib/client/react/auth-provider";
import type { AuthClient } from "@/lib/client/session/auth-client";
import type { OpenDraft } from "./open-draft";
import { findSecretField, isSecretField } from "./sensitive-fields";

export interface DraftOptions<T> {
  /** Raise it when the shape changes: a draft of another version is dropped. */
  version: number;
  /** Whatever comes out of storage is checked by this; what it refuses is dropped. */
  parse: (value: unknown) => T | null;
  /** Called when another tab kept another draft, or, with null, has sent or emptied its form. */
  onElsewhere?: (kept: T | null) => void;
  /** Called once the draft has been read; null when there was none. From now on the user may type into the form. */
  onRead?: (kept: T | null) => void;
}

export interface Draft<T> {
  /** The draft that is kept, by this tab or another one; null when there is none, or it has not been read yet. */
  kept: T | null;
  /** The draft is being read: text typed now would overwrite it. */
  isReading: boolean;
  /** This browser could not keep the last draft: its storage is forbidden, full, or does not answer. */
  isUnavailable: boolean;
  /** False where a draft is lost with the document, because the browser can't encrypt it: on plain http. */
  isPersistent: boolean;
  /** Keeps what has been typed so far, a second after the last call. */
  save: (value: T) => void;
  /** The form was sent, or emptied: nothing is kept. */
  discard: () => void;
}

interface Owner {
  userId: string;
  sessionId: string;
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
  const [isUnavailable, setUnavailable] = useState(false);
  const [isPersistent, setPersistent] = useState(true);
  const name = JSON.stringify([userId, form, version]);
  const latest = useRef<{ name: string; value: T } | null>(null);
  const draft = useRef<OpenDraft<T> | null>(null);
  const parsed = useEffectEvent(parse);
  /** What is kept already counts like what is typed: the next session has to keep it anew. */
  const adopt = useEffectEvent((found: T | null, isElsewhere: boolean) => {
    if (isElsewhere || !latest.current) latest.current = found === null ? null : { name, value: found };
    setKept(found);
    (isElsewhere ? onElsewhere : onRead)?.(found);
  });
  const openWith = useEffectEvent(({ openDraft }: typeof import("./open-draft"), owner: Owner) => {
    const typed = latest.current?.name === name ? latest.current.value : null;
    return openDraft<T>(
      { client, ...owner, form, version, typed, parse: (value) => parsed(value) },
      {
        onRead: (found) => adopt(found, false),
        onReadingDone: () => setReading(false),
        onWritten(value) {
          setUnavailable(false);
          // A draft whose form was submitted meanwhile is about to be removed.
          if (latest.current) setKept(parsed(value));
        },
        onUnavailable: () => setUnavailable(true),
        onElsewhere: (found) => adopt(found, true),
      },
    );
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another form or version is another draft
  useEffect(() => {
    if (!userId || !sessionId) return;
    let isCurrent = true;
    setReading(latest.current?.name !== name);
    loadPart({ after }, () => import("./open-draft")).then(
      (loaded) => {
        if (!isCurrent) return;
        draft.current = openWith(loaded, { userId, sessionId });
        setPersistent(draft.current.isPersistent);
      },
      () => {
        if (!isCurrent) return;
        setReading(false);
        setUnavailable(true);
      },
    );
    return () => {
      isCurrent = false;
      draft.current?.close();
      draft.current = null;
    };
  }, [client, userId, sessionId, name]);

  const save = useCallback(
    (value: T) => {
      const secret = isSecretField(form) ? form : findSecretField(value);
      if (secret) return refuse(secret);
      latest.current = { name, value };
      draft.current?.schedule(value);
    },
    [form, name],
  );
  const discard = useCallback(() => {
    setKept(null);
    latest.current = null;
    const removed = draft.current?.remove() ?? removeDraft(client, form);
    removed.catch(() => {});
  }, [client, form]);
  return { kept, isReading, isUnavailable, isPersistent, save, discard };
}

/** Removes the draft of a form that is hidden while it is being submitted, and so is not open. */
async function removeDraft(client: AuthClient, form: string): Promise<void> {
  const { removeDraft } = await import("./draft-storages");
  await removeDraft(client, form);
}
