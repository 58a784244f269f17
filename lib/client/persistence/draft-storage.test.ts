import { webcrypto } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { type AutosaveStorage, createAutosave } from "./autosave";
import type { DraftDatabase, DraftRecord } from "./draft-database";
import { createDraftStorage } from "./draft-storage";

let browser: FakeBrowser;
beforeEach(() => {
  browser = new FakeBrowser();
});

const isText = (value: unknown) => (typeof value === "string" ? value : null);

function persist(
  storage: AutosaveStorage,
  options: { version?: number; onChange?: (value: string | null) => void } = {},
) {
  const { env } = browser.openTab({ initial: null });
  return createAutosave(env, storage, { key: "panel", version: 1, parse: isText, ...options });
}

describe("a draft at rest", () => {
  const key = Buffer.alloc(32, 7).toString("base64url");
  let stored: Map<string, DraftRecord>;
  let records: DraftDatabase;
  let asked: number;
  let watching: ((name: string) => void)[];
  beforeEach(() => {
    stored = new Map();
    watching = [];
    asked = 0;
    records = {
      get: async (name) => stored.get(name) ?? null,
      put: async (name, record) => void stored.set(name, record),
      remove: async (name) => void stored.delete(name),
      removeOf: async (userId) => {
        for (const [name, record] of stored) if (record.userId === userId) stored.delete(name);
      },
      watch: (name, run) => {
        watching.push((changed) => changed === name && run());
        return () => {};
      },
    };
  });

  function shelfOf(userId: string, fetchKey: () => Promise<string> = async () => key) {
    const crypto = webcrypto as unknown as Crypto;
    const counted = () => {
      asked++;
      return fetchKey();
    };
    return createDraftStorage({ userId, fetchKey: counted, records, crypto, dateNow: () => 1 });
  }

  test("opens for its user and form, and cannot be read without the key", async () => {
    await shelfOf("u-ada").write("note", "Dear diary");
    expect(await shelfOf("u-ada").read("note")).toBe("Dear diary");
    expect(Buffer.from([...stored.values()][0]?.sealed ?? new ArrayBuffer(0)).toString()).not.toContain(
      "diary",
    );
  });

  test("asks the server for the key once, and only when there is something to open or to keep", async () => {
    const storage = shelfOf("u-ada");
    expect(await storage.read("note")).toBeNull();
    expect(asked).toBe(0);
    await storage.write("note", "a");
    await storage.write("note", "b");
    await storage.read("note");
    expect(asked).toBe(1);
  });

  test("is announced in the other tabs of its user, when it is written and when it is gone", async () => {
    const told: (string | null)[] = [];
    persist(shelfOf("u-ada"), { onChange: (value) => told.push(value) });
    persist(shelfOf("u-grace"), { onChange: (value) => told.push(`grace: ${value}`) });
    const here = persist(shelfOf("u-ada"));
    const name = JSON.stringify(["u-ada", "panel"]);
    const tellAll = () => {
      for (const tell of watching) tell(name);
    };
    here.schedule("half a thought");
    await here.flush();
    tellAll();
    await expect.poll(() => told).toEqual(["half a thought"]);
    await here.remove();
    tellAll();
    await expect.poll(() => told).toHaveLength(2);
    expect(told).toEqual(["half a thought", null]);
  });

  test("never lies under the same vector twice", async () => {
    const storage = shelfOf("u-ada");
    await storage.write("one", "same");
    await storage.write("two", "same");
    const [one, two] = [...stored.values()];
    expect(one?.iv).not.toEqual(two?.iv);
  });

  test.each([
    ["another user's name", "u-grace", "note"],
    ["another form's name", "u-ada", "letter"],
  ])("put under %s does not open, and is dropped", async (_, userId, form) => {
    await shelfOf("u-ada").write("note", "Dear diary");
    const [record] = stored.values();
    const name = JSON.stringify([userId, form]);
    stored.set(name, { ...(record as DraftRecord), userId });
    expect(await shelfOf(userId).read(form)).toBeNull();
    expect(stored.has(name)).toBe(false);
  });

  test("under a key that is no more is dropped", async () => {
    await shelfOf("u-ada").write("note", "Dear diary");
    const next = Buffer.alloc(32, 8).toString("base64url");
    expect(await shelfOf("u-ada", async () => next).read("note")).toBeNull();
    expect(stored.size).toBe(0);
  });

  test("is kept when the key cannot be had, and asked for again", async () => {
    await shelfOf("u-ada").write("note", "Dear diary");
    let isAway = true;
    const storage = shelfOf("u-ada", async () => {
      if (isAway) throw new Error("away");
      return key;
    });
    await expect(storage.read("note")).rejects.toThrow("away");
    isAway = false;
    expect(await storage.read("note")).toBe("Dear diary");
  });

  test("is none where the browser forbids to store any", async () => {
    records.get = () => Promise.reject(new DOMException("forbidden"));
    expect(await shelfOf("u-ada").read("note")).toBeNull();
  });

  test("goes when its user signs out, and no other's does", async () => {
    const ada = shelfOf("u-ada");
    await ada.write("note", "Dear diary");
    await shelfOf("u-grace").write("note", "Log");
    await ada.forget(true);
    expect([...stored.values()].map(({ userId }) => userId)).toEqual(["u-grace"]);
  });
});
