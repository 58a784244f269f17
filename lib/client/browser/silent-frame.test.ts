import { beforeEach, expect, test } from "vitest";
import { FakeClock, settle } from "@/lib/client/fakes/fake-clock";
import { ORIGIN } from "@/lib/client/fakes/fake-request";
import { askInHiddenFrame, FRAME_TIMEOUT_MS } from "./silent-frame";
import { FakeProviderFrames } from "./silent-frame.fixture";

const URL_ASKED = "https://id.example.com/auth?prompt=none&state=s-1";
const good = { type: "latchkey:silent", query: "?code=c&state=s-1" };
let frames: FakeProviderFrames;
let clock: FakeClock;
beforeEach(() => {
  frames = new FakeProviderFrames();
  frames.answer = () => null;
  clock = new FakeClock();
});

function ask() {
  const env = { origin: () => ORIGIN, after: clock.after.bind(clock) };
  const asked = { answer: undefined as URLSearchParams | null | undefined };
  void askInHiddenFrame(env, URL_ASKED).then((answer) => {
    asked.answer = answer;
  });
  return asked;
}

test("the frame is hidden and may not leave itself; it is gone after the answer", async () => {
  const asked = ask();
  expect(frames.open).toMatchObject([
    { src: URL_ASKED, hidden: true, sandbox: "allow-scripts allow-same-origin" },
  ]);
  frames.send(good);
  await settle();
  expect(asked.answer?.get("code")).toBe("c");
  expect(frames.open).toEqual([]);
});

test.each<[string, unknown, { source?: object | null; origin?: string }]>([
  ["another origin", good, { origin: "https://id.example.com" }],
  ["an opaque origin", good, { origin: "null" }],
  ["another frame of our own origin", good, { source: {} }],
  ["a window that is gone", good, { source: null }],
  ["another kind", { ...good, type: "latchkey:session" }, {}],
  ["another state", { ...good, query: "?code=c&state=s-2" }, {}],
  ["no state", { ...good, query: "?code=c" }, {}],
  ["no query", { type: "latchkey:silent" }, {}],
  ["no object", "latchkey:silent", {}],
  ["nothing", null, {}],
])("a message of %s is not the answer, and the right one is still taken", async (_, data, from) => {
  const asked = ask();
  frames.send(data, from);
  await settle();
  expect(asked.answer).toBeUndefined();
  frames.send(good);
  await settle();
  expect(asked.answer?.get("code")).toBe("c");
});

test("an answer that does not come in ten seconds is none, and a late one is not heard", async () => {
  const asked = ask();
  await clock.advance(FRAME_TIMEOUT_MS - 1);
  expect(asked.answer).toBeUndefined();
  await clock.advance(1);
  expect(asked.answer).toBeNull();
  expect(frames.open).toEqual([]);
  frames.send(good, { source: {} });
  expect(FRAME_TIMEOUT_MS).toBe(10_000);
});
