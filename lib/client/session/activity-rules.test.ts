import { expect, test } from "vitest";
import { msUntilReport, reportIntervalMs } from "./activity-rules";

test.each([
  ["an hour", 3_600_000, 60_000],
  ["four minutes", 240_000, 60_000],
  ["two minutes", 120_000, 30_000],
  ["two seconds", 2_000, 1_000],
])("an idle limit of %s", (_name, idleLimit, interval) => {
  expect(reportIntervalMs(idleLimit)).toBe(interval);
});

const now = 1_000_000;
test.each([
  ["no tab has reported yet", 0, 0],
  ["a tab is reporting at this moment", now, 60_000],
  ["a tab reported 20 seconds ago", now - 20_000, 40_000],
  ["a tab reported a minute ago", now - 60_000, 0],
  ["the clock was set back since", now + 1, 0],
])("%s", (_name, reportedAt, wait) => {
  expect(msUntilReport(reportedAt, now, 60_000)).toBe(wait);
});
