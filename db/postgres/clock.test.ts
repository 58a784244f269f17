import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createClock } from "./clock";

const MINUTE = 60_000;
/** How far the database is ahead of the monotonic clock. */
let ahead = 1e12;
let travel = 0;
const asked = vi.fn();

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date", "performance"], now: Date.UTC(2030, 0, 1) }));
afterEach(() => {
  vi.useRealTimers();
  asked.mockReset();
  ahead = 1e12;
  travel = 0;
});

/** Asks a database that reads its clock halfway through the round trip. */
async function ask(): Promise<number> {
  asked();
  vi.advanceTimersByTime(travel / 2);
  const time = performance.now() + ahead;
  vi.advanceTimersByTime(travel / 2);
  return time;
}

test("is asked once; later readings use the monotonic clock", async () => {
  const clock = createClock(ask);
  expect(await clock.now()).toBe(Math.floor(performance.now() + ahead));
  vi.advanceTimersByTime(MINUTE);
  vi.setSystemTime(Date.now()); // the wall clock agrees with the monotonic clock
  expect(await clock.now()).toBe(Math.floor(performance.now() + ahead));
  expect(asked).toHaveBeenCalledTimes(1);
});

test("is asked again before it can have drifted by 25 ms", async () => {
  const clock = createClock(ask);
  await clock.now();
  vi.advanceTimersByTime(3 * MINUTE);
  ahead += 20;
  expect(await clock.now()).toBe(Math.floor(performance.now() + ahead));
  expect(asked).toHaveBeenCalledTimes(2);
});

test("is asked again after this machine slept or its wall clock was set", async () => {
  const clock = createClock(ask);
  await clock.now();
  for (const jump of [MINUTE, -MINUTE]) {
    vi.setSystemTime(Date.now() + jump);
    ahead += jump;
    expect(await clock.now()).toBe(Math.floor(performance.now() + ahead));
  }
  expect(asked).toHaveBeenCalledTimes(3);
});

test("a slow answer does not replace a more exact one", async () => {
  const clock = createClock(ask);
  await clock.now();
  vi.advanceTimersByTime(3 * MINUTE); // 36 ms of drift at most, and 40 ms in the answer
  vi.setSystemTime(Date.now());
  travel = 80;
  ahead += 5;
  expect(await clock.now()).toBe(Math.floor(performance.now() + ahead - 5));
});

test("a database that is always slow is not asked on every reading", async () => {
  travel = 200;
  const clock = createClock(ask);
  for (let at = 0; at < 20; at += 1) await clock.now();
  expect(asked).toHaveBeenCalledTimes(1);
});

test("the time stays known while the database is unavailable, unless this machine has slept", async () => {
  const clock = createClock(ask);
  await clock.now();
  asked.mockImplementation(() => {
    throw new Error("away");
  });
  vi.advanceTimersByTime(10 * MINUTE);
  expect(await clock.now()).toBe(Math.floor(performance.now() + ahead));
  vi.setSystemTime(Date.now() + MINUTE);
  await expect(clock.now()).rejects.toThrow("away");
});

test("concurrent readings share one answer, and a failure is not kept", async () => {
  asked.mockImplementationOnce(() => {
    throw new Error("away");
  });
  const clock = createClock(ask);
  const first = await Promise.allSettled([clock.now(), clock.now(), clock.now()]);
  expect(first.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected"]);
  await Promise.all([clock.now(), clock.now()]);
  expect(asked).toHaveBeenCalledTimes(2);
});
