/**
 * The draft of one open form: read, kept as the user types, and watched in other tabs. `useDraft` loads this module, and
 * with it the database and the encryption, once its page has been hydrated.
 */
import type { Cancel } from "@/lib/client/browser/environment";
import { after, dateNow, onHide } from "@/lib/client/browser/page-events";
import { AuthError } from "@/lib/client/http/auth-error";
import type { AuthClient } from "@/lib/client/session/auth-client";
import { type Autosave, createAutosave } from "./autosave";
import { draftStorageFor } from "./draft-storages";
import type { DraftStorage } from "./memory-storage";
import { registerDraft } from "./open-drafts";
import { readDraft } from "./read-draft";

export interface OpenDraftOptions<T> {
  client: AuthClient;
  userId: string;
  sessionId: string;
  /** Names the form. */
  form: string;
  version: number;
  parse: (value: unknown) => T | null;
  /** What the user has typed into the form already: it is kept at once, and nothing is read. */
  typed: T | null;
}

/** None is called after `close`. */
export interface DraftEvents<T> {
  /** The draft has been read; null when there was none. */
  onRead(kept: T | null): void;
  /** There is nothing to wait for any more: the draft has been read, or cannot be. */
  onReadingDone(): void;
  /** This tab has written the draft. */
  onWritten(value: unknown): void;
  /** This browser does not let us write. */
  onUnavailable(): void;
  /** Another tab has kept another draft, or, with null, none any more. */
  onElsewhere(kept: T | null): void;
}

export interface OpenDraft<T> extends Pick<Autosave<T>, "schedule" | "remove"> {
  /** Whether the draft outlives the document. */
  isPersistent: boolean;
  close: Cancel;
}

/** Opens the draft of a form, and keeps what is typed into it until `close`. */
export function openDraft<T>(options: OpenDraftOptions<T>, events: DraftEvents<T>): OpenDraft<T> {
  const { client, userId, sessionId, form, version, parse, typed } = options;
  const storage = draftStorageFor(client, userId, sessionId);
  let isOpen = true;
  let stopReading: Cancel = () => {};

  const observed: DraftStorage = {
    ...storage,
    async write(key, text) {
      try {
        await storage.write(key, text);
      } catch (thrown) {
        // An `AuthError` is about the key, which comes from the server.
        if (isOpen && !(thrown instanceof AuthError)) events.onUnavailable();
        throw thrown;
      }
      if (isOpen) events.onWritten(JSON.parse(text).value);
    },
  };
  const draft = createAutosave<T>({ after, dateNow, onHide }, observed, {
    key: form,
    version,
    parse,
    onChange: events.onElsewhere,
  });
  const unregister = registerDraft(draft);

  if (typed === null) stopReading = readDraft(draft, events.onRead, events.onReadingDone);
  else {
    // It was typed under the session before, whose key may be gone.
    draft.schedule(typed);
    void draft.flush();
    events.onReadingDone();
  }
  return {
    isPersistent: storage.isPersistent,
    schedule: draft.schedule,
    remove: draft.remove,
    close() {
      isOpen = false;
      unregister();
      stopReading();
      draft.dispose();
    },
  };
}
