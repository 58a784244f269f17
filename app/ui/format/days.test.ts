import { expect, test } from "vitest";
import { groupByDay } from "./days";

const at = (time: string) => ({ at: time });

test("an event late on one day in Lisbon belongs to the next day in Tokyo", () => {
  const entries = [at("2026-03-02T16:00:00Z"), at("2026-03-02T09:00:00Z")];
  const days = (zone: string) =>
    groupByDay(entries, "en-GB", zone).map(([day, { length }]) => [day.replace(",", ""), length]);
  expect(days("Europe/Lisbon")).toEqual([["Monday 2 March 2026", 2]]);
  expect(days("Asia/Tokyo")).toEqual([
    ["Tuesday 3 March 2026", 1],
    ["Monday 2 March 2026", 1],
  ]);
});
