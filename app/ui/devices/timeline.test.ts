import { expect, test } from "vitest";
import type { TimelineView } from "@/lib/session/contract";
import { textsFor } from "@/lib/texts/testing.fixture";
import { marksOf, timelineInWords } from "./timeline";

const now = Date.parse("2026-03-01T14:00:00Z");
const timeline = (facts: Partial<TimelineView> = {}): TimelineView => ({
  startedAt: "2026-03-01T10:00:00.000Z",
  endedAt: null,
  generations: [
    { generation: 0, at: "2026-03-01T10:00:00.000Z", repeated: false },
    { generation: 1, at: "2026-03-01T11:00:00.000Z", repeated: true },
    { generation: 2, at: "2026-03-01T12:00:00.000Z", repeated: false },
  ],
  reusedAt: null,
  ...facts,
});

test("refreshes stand at their time in the session's life, retries on top", () => {
  expect(marksOf(timeline(), now).map(({ kind, x }) => [kind, x])).toEqual([
    ["rotated", 0],
    ["rotated", 500],
    ["repeated", 250],
  ]);
});

test("a reused token is marked at the end of the session it ended", () => {
  const ended = timeline({ endedAt: "2026-03-01T13:00:00.000Z", reusedAt: "2026-03-01T13:00:00.000Z" });
  expect(marksOf(ended, now).at(-1)).toMatchObject({ kind: "reused", x: 1000 });
});

test("a session of this minute has a chart, without a division by zero", () => {
  const young = timeline({ startedAt: "2026-03-01T14:00:00.000Z", generations: [] });
  expect(marksOf(young, now)).toEqual([]);
  expect(marksOf({ ...young, reusedAt: young.startedAt }, now)[0]?.x).toBe(0);
});

test("the caption says the same as the chart", () => {
  const t = textsFor("devices");
  expect(timelineInWords(timeline(), t)).toBe("Refreshed 2 times (1 retry).");
  expect(timelineInWords(timeline({ generations: [] }), t)).toBe("Not refreshed yet.");
  expect(timelineInWords(timeline({ reusedAt: "2026-03-01T13:00:00.000Z" }), t)).toMatch(
    /used twice, so this device/,
  );
});
