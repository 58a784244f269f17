import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Database } from "@/db/database";
import { reopeningDatabase } from "./reopening-database";
import { overrideSingleton } from "./singleton";

/** A fake database that counts how often it was opened and closed, and delivers events. */
function fakeDatabases() {
  const opened: { db: Database; close: ReturnType<typeof vi.fn>; deliver: (events: unknown[]) => void }[] =
    [];
  const open = () => {
    const close = vi.fn(async () => {});
    let deliver: (events: unknown[]) => void = () => {};
    const onCommitted = (listener: typeof deliver) => {
      deliver = listener;
      return () => {};
    };
    const db = { close, onCommitted, number: opened.length } as unknown as Database;
    opened.push({ db, close, deliver: (events) => deliver(events) });
    return db;
  };
  return { opened, open };
}

beforeEach(() => {
  overrideSingleton("development database", {
    db: null,
    schema: "",
    migrations: "",
    loadedAt: 0,
    listeners: new Set(),
  });
});

describe("F21: a development server", () => {
  test("keeps its database while schema and migrations stay the same, even when modules are loaded again", () => {
    const { opened, open } = fakeDatabases();
    const first = reopeningDatabase({ schema: "1", migrations: "m", loadedAt: 1, open });
    expect(reopeningDatabase({ schema: "1", migrations: "m", loadedAt: 2, open })).toBe(first);
    expect(opened).toHaveLength(1);
  });

  test("opens it again when they have changed, and closes the earlier one when its requests are over", () => {
    vi.useFakeTimers();
    const { opened, open } = fakeDatabases();
    const first = reopeningDatabase({ schema: "1", migrations: "m", loadedAt: 1, open });
    const second = reopeningDatabase({ schema: "2", migrations: "m", loadedAt: 2, open });
    expect(second).not.toBe(first);
    expect(opened[0]?.close).not.toHaveBeenCalled();
    vi.advanceTimersByTime(10_000);
    expect(opened[0]?.close).toHaveBeenCalledTimes(1);
    vi.useRealTimers();
  });

  test("a module from before the reload does not bring the earlier schema back", () => {
    const { opened, open } = fakeDatabases();
    reopeningDatabase({ schema: "1", migrations: "m", loadedAt: 1, open });
    const second = reopeningDatabase({ schema: "2", migrations: "m", loadedAt: 2, open });
    expect(reopeningDatabase({ schema: "1", migrations: "m, n", loadedAt: 1, open })).toBe(second);
    expect(opened).toHaveLength(2);
  });

  test("still delivers committed events to earlier listeners", () => {
    const { opened, open } = fakeDatabases();
    const received = vi.fn();
    const stop = reopeningDatabase({ schema: "1", migrations: "m", loadedAt: 1, open }).onCommitted(received);
    reopeningDatabase({ schema: "1", migrations: "m, n", loadedAt: 1, open });
    opened[1]?.deliver([{ name: "signed_in" }]);
    expect(received).toHaveBeenCalledTimes(1);
    stop();
    opened[1]?.deliver([{ name: "signed_out" }]);
    expect(received).toHaveBeenCalledTimes(1);
  });
});
