import { afterEach, expect, test, vi } from "vitest";
import { overrideSingleton } from "@/lib/server/singleton";
import { install } from "@/lib/server/testing/installation";
import { start } from "./start";

vi.mock("node:timers/promises", () => ({ setTimeout: pass }));
afterEach(() => void vi.useRealTimers());

const AWAY = Object.assign(new Error("no answer in time"), { name: "DatabaseUnavailable" });

/** Replaces a wait: advances the fake clock. */
async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
}

/** Starts with a database that reports after five seconds that it is unavailable. @returns how long the start took */
async function startInVain(answer: Error): Promise<number> {
  const app = install();
  overrideSingleton("database", {
    ...app.db,
    ready: async () => {
      await pass(5000);
      throw answer;
    },
  });
  vi.useFakeTimers({ toFake: ["performance"] });
  const began = performance.now();
  const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
  const said = vi.spyOn(console, "error").mockReturnValue();
  await start();
  expect(exit).toHaveBeenCalledExactlyOnceWith(1);
  expect(said).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(answer.message));
  vi.restoreAllMocks();
  return performance.now() - began;
}

test("an unavailable database is retried for nearly thirty seconds, and never longer", async () => {
  const took = await startInVain(AWAY);
  expect(took).toBeGreaterThan(24_000);
  expect(took).toBeLessThanOrEqual(30_000);
});

test("a database that cannot be used is tried once", async () => {
  expect(await startInVain(new Error("PostgreSQL must not have synchronous_commit off"))).toBe(5000);
});
