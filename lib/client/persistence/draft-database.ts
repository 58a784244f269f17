/**
 * The IndexedDB that holds the encrypted drafts.
 */
import type { Cancel, Environment } from "@/lib/client/browser/environment";
import { settled } from "@/lib/client/browser/idb-request";
import { PRODUCT_SLUG } from "@/lib/session/product";
import { MAX_AGE_MS } from "./autosave";

export interface DraftRecord {
  userId: string;
  iv: Uint8Array<ArrayBuffer>;
  sealed: ArrayBuffer;
  /** Milliseconds since the epoch, by this device. */
  savedAt: number;
}

export interface DraftDatabase {
  get(name: string): Promise<DraftRecord | null>;
  put(name: string, record: DraftRecord): Promise<void>;
  remove(name: string): Promise<void>;
  removeOf(userId: string): Promise<void>;
  /** Calls back when another tab put or removed this one. */
  watch(name: string, run: () => void): Cancel;
}

const DATABASE = PRODUCT_SLUG;
const STORE = "drafts";
/** Carries the names of drafts, never their text. */
const CHANNEL = `${PRODUCT_SLUG}-drafts`;

/**
 * The longest a form waits for the database. Some browsers never answer: in private windows, under a policy, or while
 * another tab holds an older version of the database open.
 */
const TIMEOUT_MS = 4_000;

async function openDatabase(findFactory: () => IDBFactory): Promise<IDBDatabase> {
  const request = findFactory().open(DATABASE, 1);
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(STORE);
    store.createIndex("userId", "userId");
    store.createIndex("savedAt", "savedAt");
  };
  return settled(request);
}

/** Opened by its first use, which also removes the drafts of all users that are too old. */
export function openDraftDatabase(
  findFactory: () => IDBFactory,
  { dateNow, after }: Pick<Environment, "dateNow" | "after">,
): DraftDatabase {
  let database: Promise<IDBDatabase> | null = null;
  const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(CHANNEL) : null;

  /** Opens it again at the next use if opening failed, or if the browser has closed it to make room. */
  function open(): Promise<IDBDatabase> {
    const opening = openDatabase(findFactory);
    const forget = () => {
      database = null;
    };
    opening.then((opened) => {
      opened.onclose = forget;
    }, forget);
    return opening;
  }

  async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    const isFirst = database === null;
    database ??= open();
    const opened = await database;
    if (isFirst) void removeWhere("savedAt", IDBKeyRange.upperBound(dateNow() - MAX_AGE_MS)).catch(() => {});
    return opened.transaction(STORE, mode).objectStore(STORE);
  }

  async function removeWhere(index: "userId" | "savedAt", range: IDBKeyRange): Promise<void> {
    const drafts = await store("readwrite");
    const names = await settled(drafts.index(index).getAllKeys(range));
    await Promise.all(names.map((name) => settled(drafts.delete(name))));
  }

  /** Gives up on a database that does not answer in time. */
  function limited<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const cancel = after(TIMEOUT_MS, () => reject(new DOMException("No answer", "TimeoutError")));
      work.then(resolve, reject).finally(cancel);
    });
  }

  async function write(name: string, change: (drafts: IDBObjectStore) => IDBRequest): Promise<void> {
    await limited(store("readwrite").then((drafts) => settled(change(drafts))));
    channel?.postMessage(name);
  }

  return {
    get: async (name) =>
      (await limited(store("readonly").then((drafts) => settled<DraftRecord>(drafts.get(name))))) ?? null,
    put: (name, record) => write(name, (drafts) => drafts.put(record, name)),
    remove: (name) => write(name, (drafts) => drafts.delete(name)),
    removeOf: (userId) => limited(removeWhere("userId", IDBKeyRange.only(userId))),
    watch(name, run) {
      const listener = ({ data }: MessageEvent) => data === name && run();
      channel?.addEventListener("message", listener);
      return () => channel?.removeEventListener("message", listener);
    },
  };
}
