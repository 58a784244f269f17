import { afterEach, beforeEach, expect, test } from "vitest";
import type { TabChannel } from "./environment";
import { openTabChannel } from "./tab-channel";
import type { TabMessage } from "./tab-message";

/** Another script of this origin: it can post whatever it likes. */
let anyScript: BroadcastChannel;
let heard: string[];
let one: TabChannel;
let two: TabChannel;
beforeEach(() => {
  anyScript = new BroadcastChannel("latchkey");
  heard = [];
  one = openTabChannel(() => heard.push("given-up"));
  two = openTabChannel((message) => heard.push(message));
});
afterEach(() => {
  for (const channel of [anyScript, one, two]) channel.close();
});

/** Messages arrive in order: once the last one is here, all of them were. */
const arrived = (last: TabMessage) => expect.poll(() => heard.includes(last)).toBe(true);

test("every message reaches the other tabs, the same one twice too, and not the tab that posted it", async () => {
  one.post("sessions-changed");
  one.post("sessions-changed");
  one.post("refreshed");
  await arrived("refreshed");
  expect(heard).toEqual(["sessions-changed", "sessions-changed", "refreshed"]);
});

test("what is no text is dropped", async () => {
  for (const data of [{ type: "signed-out" }, ["refreshed"], 7, null, "signed-in"])
    anyScript.postMessage(data);
  await arrived("signed-in");
  expect(heard.filter((message) => message !== "given-up")).toEqual(["signed-in"]);
});

test("a closed channel hears nothing more", async () => {
  two.close();
  const three: string[] = [];
  const open = openTabChannel((message) => three.push(message));
  one.post("signed-out");
  await expect.poll(() => three).toEqual(["signed-out"]);
  open.close();
  expect(heard).toEqual([]);
});
