import { afterEach, expect, test, vi } from "vitest";
import { overrideSingleton } from "@/lib/server/singleton";
import { install } from "@/lib/server/testing/installation";
import { start } from "./start";

vi.mock("node:timers/promises", () => ({ setTimeout: pass }));
afterEach(() => void vi.useRealTimers());

const AWAY = Object.assign(new Error("no answer in time"), { name: "DatabaseUnavailable" });

/** Time that goes by without anybody waiting for it. */
async function pass(milliseconds: number): Promise<void> {
  vi.advanceTimersByTime(milliseconds);
}

/** Starts over a database whose answer takes five seconds each time, and is that it is away. @returns how long that took */
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

test("a database that is away is asked for nearly thirty seconds, and never longer", async () => {
  const took = await startInVain(AWAY);
  expect(took).toBeGreaterThan(24_000);
  expect(took).toBeLessThanOrEqual(30_000);
});

test("a database that is not fit to be used is asked once", async () => {
  expect(await startInVain(new Error("PostgreSQL must not have synchronous_commit off"))).toBe(5000);
});
