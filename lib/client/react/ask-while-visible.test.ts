import { beforeEach, expect, test } from "vitest";
import { FakeClock, gate } from "@/lib/client/fakes/fake-clock";
import { askWhileVisible } from "./ask-while-visible";

let clock: FakeClock;
let isVisible: boolean;
let asked: number;
beforeEach(() => {
  clock = new FakeClock();
  isVisible = true;
  asked = 0;
});

const start = (answer: () => Promise<unknown> = async () => {}) =>
  askWhileVisible({ after: (ms, run) => clock.after(ms, run), isVisible: () => isVisible }, 1_000, () => {
    asked += 1;
    return answer();
  });

test("asks once an interval, also after a question that failed", async () => {
  start(() => Promise.reject(new Error("no answer")));
  await clock.advance(3_500);
  expect(asked).toBe(3);
});

test("does not ask while the page is out of sight, and goes on once it is back", async () => {
  start();
  isVisible = false;
  await clock.advance(5_000);
  expect(asked).toBe(0);
  isVisible = true;
  await clock.advance(1_000);
  expect(asked).toBe(1);
});

test("asks one question at a time", async () => {
  const answer = gate<void>();
  start(() => answer.promise);
  await clock.advance(5_000);
  expect(asked).toBe(1);
  answer.open();
  await clock.advance(1_000);
  expect(asked).toBe(2);
});

test("asks no more once it is stopped, also in the middle of a question", async () => {
  const answer = gate<void>();
  const stop = start(() => answer.promise);
  await clock.advance(1_000);
  stop();
  answer.open();
  await clock.advance(5_000);
  expect(asked).toBe(1);
  start()();
  await clock.advance(5_000);
  expect(asked).toBe(1);
});
