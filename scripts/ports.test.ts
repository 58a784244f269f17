import { once } from "node:events";
import { createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { findFreePort, findServerPort } from "./ports";

test("a server's port is never one that an outgoing connection may get", async () => {
  for (let count = 0; count < 20; count += 1) expect(await findServerPort()).toBeLessThan(32_768);
});

test("a port that is taken is not free", async () => {
  const port = await findServerPort();
  expect(await findFreePort(port)).toBe(port);
  const other = createServer().listen(port);
  await once(other, "listening");
  onTestFinished(() => void other.close());
  expect(await findFreePort(port)).toBeNull();
});
