import { afterEach, describe, expect, it, vi } from "vitest";
import { browserKeys } from "./device-key";

afterEach(() => vi.unstubAllGlobals());

type Store = Map<string, unknown>;

/** As much of IndexedDB as the key needs. `put` is called with each value before it is stored. */
function stubDatabase(
  store: Store,
  put: (value: unknown) => void = () => undefined,
): { opened: number; closed: number } {
  const counts = { opened: 0, closed: 0 };
  const request = (result: () => unknown) => {
    const made: Partial<IDBRequest> & { error: unknown } = { error: null };
    queueMicrotask(() => {
      try {
        Object.assign(made, { result: result() });
        made.onsuccess?.call(made as IDBRequest, {} as Event);
      } catch (error) {
        made.error = error as DOMException;
        made.onerror?.call(made as IDBRequest, {} as Event);
      }
    });
    return made;
  };
  const objectStore = () => ({
    get: (name: string) => request(() => store.get(name)),
    add: (value: unknown, name: string) => {
      put(value);
      return request(() => {
        if (store.has(name)) throw new DOMException("", "ConstraintError");
        store.set(name, value);
      });
    },
  });
  const database = { transaction: () => ({ objectStore }), close: () => void counts.closed++ };
  vi.stubGlobal("indexedDB", {
    open: () => {
      counts.opened += 1;
      return request(() => database);
    },
  });
  return counts;
}

describe("the key of a browser", () => {
  it("is made once, cannot be exported, and is found again", async () => {
    const store: Store = new Map();
    const counts = stubDatabase(store);
    expect(await browserKeys.find()).toBeNull();
    const made = await browserKeys.findOrMake();
    const found = await browserKeys.find();
    expect(found?.publicJwk).toEqual(made?.publicJwk);
    expect((await browserKeys.findOrMake())?.publicJwk).toEqual(made?.publicJwk);
    const { privateKey } = store.get("key") as { privateKey: CryptoKey };
    expect(privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey("jwk", privateKey)).rejects.toThrow();
    expect((await found?.sign("text"))?.byteLength).toBe(64);
    expect(counts.closed).toBe(counts.opened);
  });

  it("is one for two tabs that make it at the same moment", async () => {
    stubDatabase(new Map());
    const [one, other] = await Promise.all([browserKeys.findOrMake(), browserKeys.findOrMake()]);
    expect(one?.publicJwk).toEqual(other?.publicJwk);
  });

  it("is missed at once when it is gone", async () => {
    const store: Store = new Map();
    stubDatabase(store);
    await browserKeys.findOrMake();
    store.clear();
    expect(await browserKeys.find()).toBeNull();
  });
});

describe("a browser that cannot keep a key has none", () => {
  it.each<[string, () => void]>([
    ["without IndexedDB", () => vi.stubGlobal("indexedDB", undefined)],
    [
      "that refuses to open it",
      () =>
        vi.stubGlobal("indexedDB", {
          open() {
            throw new DOMException("", "SecurityError");
          },
        }),
    ],
    [
      "that cannot store a key",
      () =>
        void stubDatabase(new Map(), () => {
          throw new DOMException("", "DataCloneError");
        }),
    ],
    [
      "outside a secure context",
      () => {
        stubDatabase(new Map());
        vi.stubGlobal("crypto", {});
      },
    ],
  ])("%s", async (_, prepare) => {
    prepare();
    expect(await browserKeys.findOrMake()).toBeNull();
    expect(await browserKeys.find()).toBeNull();
  });

  it("that never answers", async () => {
    vi.useFakeTimers();
    vi.stubGlobal("indexedDB", { open: () => ({}) });
    const found = browserKeys.findOrMake();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(await found).toBeNull();
    vi.useRealTimers();
  });
});
