import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { batchWrites } from "./batch-writes";

const DELAY_MS = 20;
const write = vi.fn();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  write.mockReset();
});

test("texts that come within the delay are written at once, in their order", () => {
  const batch = batchWrites(write, DELAY_MS);
  batch.write("one\n");
  vi.advanceTimersByTime(DELAY_MS - 1);
  batch.write("two\n");
  expect(write).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(write.mock.calls).toEqual([["one\ntwo\n"]]);
});

test("a later one waits anew", () => {
  const batch = batchWrites(write, DELAY_MS);
  batch.write("one\n");
  vi.advanceTimersByTime(DELAY_MS);
  batch.write("two\n");
  vi.advanceTimersByTime(DELAY_MS - 1);
  expect(write.mock.calls).toEqual([["one\n"]]);
  vi.advanceTimersByTime(1);
  expect(write.mock.calls).toEqual([["one\n"], ["two\n"]]);
});

test("what was taken is not written any more", () => {
  const batch = batchWrites(write, DELAY_MS);
  batch.write("one\n");
  expect(batch.take()).toBe("one\n");
  vi.advanceTimersByTime(DELAY_MS);
  expect(write).not.toHaveBeenCalled();
});
