import { useState } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { mountWithoutElements } from "@/lib/client/react/mount.fixture";
import { useOnStop } from "./use-on-stop";

let setRunning: (isRunning: boolean) => void;
let stops: number;
let renders: number;
let unmount: () => void;

function Page() {
  const [isRunning, set] = useState(false);
  setRunning = set;
  // Another function with each rendering, as most callers give.
  useOnStop(isRunning, () => void stops++);
  renders += 1;
  return null;
}
async function run(isRunning: boolean) {
  const before = renders;
  setRunning(isRunning);
  await expect.poll(() => renders).toBe(before + 1);
}

beforeEach(async () => {
  stops = 0;
  renders = 0;
  vi.stubGlobal("window", {});
  unmount = mountWithoutElements(<Page />);
  await expect.poll(() => renders).toBe(1);
});
afterEach(() => unmount());

test("it is called once each time that it has stopped", async () => {
  await run(true);
  expect(stops).toBe(0);
  await run(false);
  await expect.poll(() => stops).toBe(1);
  await run(true);
  await run(false);
  await expect.poll(() => stops).toBe(2);
});

test("leaving the page while it runs is no stop", async () => {
  await run(true);
  unmount();
  await new Promise((resolve) => setImmediate(resolve));
  expect(stops).toBe(0);
});
