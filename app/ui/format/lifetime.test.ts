import { expect, test } from "vitest";
import { textsFor } from "@/lib/texts/testing.fixture";
import { endInWords, isActiveNow } from "./lifetime";
import { aSession } from "./session.fixture";

const t = textsFor("time");

const start = Date.parse("2026-03-01T10:00:00.000Z");
const MINUTE = 60_000;

test("both limits are described in one sentence", () => {
  expect(endInWords(aSession(), start, t)).toBe("Expires in 30 days, or after 30 minutes of inactivity");
});

test("a session past a limit is expiring now", () => {
  expect(endInWords(aSession(), start + 31 * MINUTE, t)).toBe("Expiring now");
});

test("a device is active until three reports are missed; the current one always is", () => {
  expect(isActiveNow(aSession(), start + 2 * MINUTE)).toBe(true);
  expect(isActiveNow(aSession(), start + 3 * MINUTE)).toBe(false);
  expect(isActiveNow(aSession({ current: true }), start + 90 * MINUTE)).toBe(true);
});
