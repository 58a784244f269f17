import { expect, test } from "vitest";
import { textsFor } from "@/lib/texts/testing.fixture";
import { type CallEvent, callNotes, callResult, type LoggedCall, recordCall } from "./call-log";

const record = (...events: CallEvent[]) => events.reduce(recordCall, [] as readonly LoggedCall[]);
const made = (id: number, path = "/api/me"): CallEvent => ({ type: "made", id, method: "GET", path, at: 0 });
const t = textsFor("demoControls").call;
const tell = (call: LoggedCall | undefined) => call && [callResult(call, t), ...callNotes(call, t)];

test("a call is told with its status and how long it took", () => {
  const [call] = record(
    made(1),
    { type: "sent", id: 1, at: 5 },
    { type: "answered", id: 1, status: 200, at: 47 },
  );
  expect(call).toMatchObject({ method: "GET", path: "/api/me", status: 200 });
  expect(tell(call)).toEqual(["200", "42 ms"]);
});

test("one that waits for a refresh is queued, and afterwards says for how long it was", () => {
  const sent: CallEvent = { type: "sent", id: 1, at: 320 };
  expect(tell(record(made(1))[0])).toEqual(["queued"]);
  expect(tell(record(made(1), sent)[0])).toEqual(["sent", "queued for 320 ms"]);
});

test("one that is sent again says so, and its last answer counts", () => {
  const first: CallEvent[] = [made(1), { type: "sent", id: 1, at: 1 }];
  const refused: CallEvent = { type: "answered", id: 1, status: 401, at: 10 };
  const again: CallEvent = { type: "sent", id: 1, at: 20 };
  expect(tell(record(...first, refused, again)[0])).toEqual(["sent", "sent again"]);
  const twice = record(...first, refused, again, { type: "answered", id: 1, status: 200, at: 31 });
  expect(tell(twice[0])).toEqual(["200", "30 ms", "sent again"]);
  expect(tell(record(...first, { type: "failed", id: 1, at: 3 }, again, again)[0])).toContain("sent 3 times");
});

test("one without an answer says so", () => {
  const call = record(made(1), { type: "sent", id: 1, at: 1 }, { type: "failed", id: 1, at: 9 })[0];
  expect(tell(call)).toEqual(["no answer", "8 ms"]);
});

test("the newest comes first, and twelve are kept", () => {
  const calls = record(...Array.from({ length: 20 }, (_, id) => made(id)));
  expect(calls.map(({ id }) => id)).toEqual([19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8]);
});

test.each(["/dashboard", "/_next/static/a.js", "/api/demo/under-the-hood"])("%s is not listed", (path) => {
  expect(record(made(1, path), { type: "sent", id: 1, at: 1 })).toEqual([]);
});
