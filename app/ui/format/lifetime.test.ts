import { expect, test } from "vitest";
import { endInWords, isActiveNow } from "./lifetime";
import { aSession } from "./session.fixture";

const start = Date.parse("2026-03-01T10:00:00.000Z");
const MINUTE = 60_000;

test("both limits stand in one sentence", () => {
  expect(endInWords(aSession(), start)).toBe("Expires in 30 days, or after 30 minutes of inactivity");
});

test("a session past a limit promises nothing", () => {
  expect(endInWords(aSession(), start + 31 * MINUTE)).toBe("Expiring now");
});

test("a device is active now for three missed reports, and the current one always", () => {
  expect(isActiveNow(aSession(), start + 2 * MINUTE)).toBe(true);
  expect(isActiveNow(aSession(), start + 3 * MINUTE)).toBe(false);
  expect(isActiveNow(aSession({ current: true }), start + 90 * MINUTE)).toBe(true);
});
