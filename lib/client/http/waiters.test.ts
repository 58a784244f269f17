import { expect, test } from "vitest";
import { createWaiters } from "./waiters";

test("callers leave together, those with a lower number first", async () => {
  const waiters = createWaiters<string>();
  const left: string[] = [];
  for (const order of [2, 0, 1]) void waiters.wait({ order }).then((value) => left.push(`${order} ${value}`));
  expect(waiters.isEmpty()).toBe(false);
  waiters.resolveAll("token");
  expect(waiters.isEmpty()).toBe(true);
  await Promise.resolve();
  expect(left).toEqual(["0 token", "1 token", "2 token"]);
});

test("a value or an error is only for those that wait when it comes", async () => {
  const waiters = createWaiters<string>();
  const first = waiters.wait();
  waiters.rejectAll(new Error("no"));
  const second = waiters.wait();
  waiters.resolveAll("yes");
  await expect(first).rejects.toThrow("no");
  expect(await second).toBe("yes");
});

test("a caller that aborts waits no longer", async () => {
  const waiters = createWaiters<string>();
  const caller = new AbortController();
  const waited = waiters.wait({ signal: caller.signal });
  caller.abort(new Error("gone"));
  await expect(waited).rejects.toThrow("gone");
  expect(waiters.isEmpty()).toBe(true);
});
