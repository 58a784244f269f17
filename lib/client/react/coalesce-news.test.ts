import { beforeEach, expect, test, vi } from "vitest";
import { FakeClock, settle } from "@/lib/client/fakes/fake-clock";
import { coalesceNews } from "./coalesce-news";

/** Longer than news gathers. */
const SOON = 1_000;

let clock: FakeClock;
let isVisible: boolean;
let show: () => void;
let answers: (() => void)[];
let ask: () => Promise<void>;
const asked = () => vi.mocked(ask).mock.calls.length;

beforeEach(() => {
  clock = new FakeClock();
  isVisible = true;
  answers = [];
  ask = vi.fn(() => new Promise<void>((resolve) => void answers.push(resolve)));
});

function watch() {
  return coalesceNews(
    {
      after: clock.after.bind(clock),
      isVisible: () => isVisible,
      watchVisibility(onVisible) {
        show = () => {
          isVisible = true;
          onVisible();
        };
        return () => {
          show = () => {};
        };
      },
    },
    ask,
  );
}

async function answer(): Promise<void> {
  answers.shift()?.();
  await settle();
}

test("fifty pieces of news at once are one question; those that come meanwhile are one more", async () => {
  const { onNews } = watch();
  for (let count = 0; count < 50; count += 1) onNews();
  expect(asked()).toBe(0);
  await clock.advance(SOON);
  expect(asked()).toBe(1);
  for (let count = 0; count < 50; count += 1) onNews();
  await clock.advance(SOON);
  expect(asked()).toBe(1);
  await answer();
  await clock.advance(SOON);
  expect(asked()).toBe(2);
  await answer();
  await clock.advance(SOON);
  expect(asked()).toBe(2);
});

test("a tab that is not looked at asks nothing, and once when it is", async () => {
  const { onNews } = watch();
  isVisible = false;
  for (let count = 0; count < 3; count += 1) {
    onNews();
    await clock.advance(SOON);
  }
  expect(asked()).toBe(0);
  show();
  await clock.advance(SOON);
  expect(asked()).toBe(1);
});

test("a tab that is left while news gathers asks later", async () => {
  const { onNews } = watch();
  onNews();
  isVisible = false;
  await clock.advance(SOON);
  expect(asked()).toBe(0);
  show();
  await clock.advance(SOON);
  expect(asked()).toBe(1);
});

test("without news nothing is asked, whatever the page does; after a failure the next news asks again", async () => {
  const { onNews } = watch();
  show();
  await clock.advance(SOON);
  expect(asked()).toBe(0);
  vi.mocked(ask).mockRejectedValueOnce(new Error("away"));
  onNews();
  await clock.advance(SOON);
  await settle();
  onNews();
  await clock.advance(SOON);
  expect(asked()).toBe(2);
});

test("once it is stopped, it asks nothing any more", async () => {
  const { onNews, stop } = watch();
  onNews();
  stop();
  show();
  await clock.advance(SOON);
  expect(asked()).toBe(0);
});
