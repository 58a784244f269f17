import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { AuthError } from "@/lib/client/http/auth-error";
import { type Autosave, type AutosaveStorage, createAutosave, MAX_AGE_MS } from "./autosave";
import { openWindows } from "./local-storage.fixture";
import { createMemoryStorage } from "./memory-storage";

let browser: FakeBrowser;
let hide: (left: boolean) => void;
beforeEach(() => {
  browser = new FakeBrowser();
});

const isText = (value: unknown) => (typeof value === "string" ? value : null);

function persist(
  storage: AutosaveStorage,
  options: { version?: number; onChange?: (value: string | null) => void } = {},
) {
  const { env } = browser.openTab({ initial: null });
  const scope = {
    ...env,
    onHide: (run: (left: boolean) => void) => {
      hide = run;
      return () => {};
    },
  };
  return createAutosave(scope, storage, { key: "panel", version: 1, parse: isText, ...options });
}

describe("state that outlives the page", () => {
  test("is written once, a second after the last change", async () => {
    const storage = createMemoryStorage();
    let writes = 0;
    const kept = persist({
      ...storage,
      write: (key, text) => {
        writes++;
        return storage.write(key, text);
      },
    });
    for (const value of ["a", "ab", "abc"]) {
      kept.schedule(value);
      await browser.clock.advance(900);
    }
    expect(writes).toBe(0);
    await browser.clock.advance(100);
    expect(writes).toBe(1);
    expect(await persist(storage).load()).toBe("abc");
  });

  test("is written at once when the page goes out of sight, and when its component is gone", async () => {
    const storage = createMemoryStorage();
    const kept = persist(storage);
    kept.schedule("hidden");
    hide(false);
    await settle();
    expect(await persist(storage).load()).toBe("hidden");
    const other = persist(storage);
    other.schedule("disposed");
    other.dispose();
    await settle();
    expect(await persist(storage).load()).toBe("disposed");
  });

  test("is written when the server is back that keeps its key, unless it was removed meanwhile", async () => {
    const storage = createMemoryStorage();
    let isAway = true;
    let answered = Promise.resolve();
    const kept = persist({
      ...storage,
      write: async (key, text) => {
        await answered;
        if (isAway) throw new AuthError("silent_auth_failed");
        await storage.write(key, text);
      },
    });
    kept.schedule("typed while it was away");
    await browser.clock.advance(20_000);
    isAway = false;
    await browser.clock.advance(3_000);
    expect(await persist(storage).load()).toBe("typed while it was away");

    isAway = true;
    kept.schedule("sent after all");
    const slow = gate<void>();
    answered = slow.promise;
    await browser.clock.advance(1_000);
    const removed = kept.remove();
    slow.open();
    await removed;
    isAway = false;
    await browser.clock.advance(20_000);
    expect(await persist(storage).load()).toBeNull();
  });

  test("written at once says whether it was written", async () => {
    const storage = createMemoryStorage();
    let isAway = true;
    const kept = persist({
      ...storage,
      write: async (key, text) => {
        if (isAway) throw new AuthError("silent_auth_failed");
        await storage.write(key, text);
      },
    });
    expect(await kept.flush()).toBe(true);
    kept.schedule("typed while it was away");
    const [first, second] = [kept.flush(), kept.flush()];
    expect(await Promise.all([first, second])).toEqual([false, false]);
    isAway = false;
    expect(await kept.flush()).toBe(true);
    expect(await persist(storage).load()).toBe("typed while it was away");
  });

  test("is dropped after seven days, and when its version is another", async () => {
    const storage = createMemoryStorage();
    const kept = persist(storage);
    kept.schedule("old");
    await kept.flush();
    browser.sleep(MAX_AGE_MS - 60_000);
    expect(await persist(storage).load()).toBe("old");
    expect(await persist(storage, { version: 2 }).load()).toBeNull();
    expect(await persist(storage).load()).toBeNull();

    kept.schedule("older");
    await kept.flush();
    browser.sleep(MAX_AGE_MS + 60_000);
    expect(await persist(storage).load()).toBeNull();
  });

  test.each(["{", "null", "42", '{"version":1,"savedAt":9e15,"value":42}'])(
    "that another program put there is dropped: %s",
    async (text) => {
      const storage = createMemoryStorage();
      await storage.write("panel", text);
      expect(await persist(storage).load()).toBeNull();
      expect(await storage.read("panel")).toBeNull();
    },
  );

  test("is not brought back by a write that was under way when it was removed", async () => {
    const storage = createMemoryStorage();
    const slow = gate<void>();
    const kept = persist({
      ...storage,
      write: (key, text) => slow.promise.then(() => storage.write(key, text)),
    });
    kept.schedule("sent");
    void kept.flush();
    await settle();
    const removed = kept.remove();
    slow.open();
    await removed;
    expect(await storage.read("panel")).toBeNull();
  });

  describe("what another tab kept is not shown when, while it is being read,", () => {
    async function readSlowly(meanwhile: (kept: Autosave<string>) => unknown) {
      const memory = createMemoryStorage();
      const reading = gate<string | null>();
      let news = () => {};
      const told: unknown[] = [];
      const storage: AutosaveStorage = {
        ...memory,
        read: () => reading.promise,
        watch(_key, run) {
          news = run;
          return () => {};
        },
      };
      const kept = persist(storage, { onChange: (value) => told.push(value) });
      news();
      await settle();
      const done = meanwhile(kept);
      reading.open(
        JSON.stringify({
          version: 1,
          savedAt: browser.openTab({ initial: null }).env.dateNow(),
          value: "theirs",
        }),
      );
      await settle();
      await done;
      return told;
    }

    test("(and otherwise it is)", async () => {
      expect(await readSlowly(() => {})).toEqual(["theirs"]);
    });
    test.each<[string, (kept: Autosave<string>) => unknown]>([
      ["the component is gone", (kept) => kept.dispose()],
      ["the user sent the form", (kept) => kept.remove()],
      ["the user typed", (kept) => kept.schedule("mine")],
    ])("%s", async (_, meanwhile) => {
      expect(await readSlowly(meanwhile)).toEqual([]);
    });
  });

  test("reaches the other tabs, but does not overwrite what is being changed there", async () => {
    const { shelves } = openWindows(3);
    const [one, two, three] = shelves as [AutosaveStorage, AutosaveStorage, AutosaveStorage];
    const told: string[] = [];
    persist(two, { onChange: (value) => told.push(`two: ${value}`) });
    const busy = persist(three, { onChange: (value) => told.push(`three: ${value}`) });
    busy.schedule("mine");
    const kept = persist(one);
    kept.schedule("dark");
    await kept.flush();
    await settle();
    expect(told).toEqual(["two: dark"]);
  });

  test("a storage that is forbidden takes nothing, and says so only to who reads it", async () => {
    const refuse = () => Promise.reject(new DOMException("no"));
    const kept = persist({ read: refuse, write: refuse, remove: refuse, watch: () => () => {} });
    kept.schedule("x");
    await kept.flush();
    await kept.remove();
    await expect(kept.load()).rejects.toThrow("no");
    await kept.flush();
  });
});
