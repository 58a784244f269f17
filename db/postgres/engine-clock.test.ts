import { performance } from "node:perf_hooks";
import { afterEach, expect, test, vi } from "vitest";
import { now } from "@/db/engine/engine";
import { openWithUser } from "./engine.fixture";

afterEach(() => void vi.useRealTimers());

test("F7: the time is the database's, even when this machine's clock is wrong", async () => {
  const { engine } = await openWithUser();
  const trueTime = () => performance.timeOrigin + performance.now();
  for (const errorMinutes of [-10, 10, 60 * 24]) {
    vi.useFakeTimers({ toFake: ["Date"], now: trueTime() + errorMinutes * 60_000 });
    const decidedAt = await engine.decide(function* () {
      return yield* now();
    });
    expect(Math.abs(decidedAt - trueTime())).toBeLessThan(1000);
    expect(Math.abs((await engine.now()) - trueTime())).toBeLessThan(1000);
  }
});
