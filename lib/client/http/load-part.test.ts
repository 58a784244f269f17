import { expect, test } from "vitest";
import { FakeClock } from "@/lib/client/fakes/fake-clock";
import { loadPart } from "./load-part";

const clock = new FakeClock();
const env = { after: clock.after.bind(clock) };
const unreachable = { code: "silent_auth_failed" };

test("a part that loads is handed on", async () => {
  expect(await loadPart(env, async () => "part")).toBe("part");
});

test("a part that cannot be loaded counts as a server that cannot be reached", async () => {
  const cause = new Error("Failed to load chunk");
  await expect(loadPart(env, () => Promise.reject(cause))).rejects.toMatchObject({ ...unreachable, cause });
});

test("a part that never arrives is given up in time", async () => {
  const loading = expect(loadPart(env, () => new Promise(() => {}))).rejects.toMatchObject(unreachable);
  await clock.advance(15_000);
  await loading;
});
