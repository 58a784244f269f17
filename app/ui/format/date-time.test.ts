import { expect, test } from "vitest";
import { momentInWords } from "./date-time";

const now = Date.parse("2026-03-02T16:00:00Z");
const words = (at: string, zone = "UTC") => momentInWords(Date.parse(at), now, "en-GB", zone);

test("a time is described by its day in the reader's time zone", () => {
  expect(words("2026-03-02T14:02:00Z")).toBe("today at 14:02");
  expect(words("2026-03-01T23:59:00Z")).toBe("yesterday at 23:59");
  expect(words("2026-03-01T23:59:00Z", "Asia/Tokyo")).toBe("yesterday at 08:59");
  expect(words("2026-03-02T15:30:00Z", "Asia/Tokyo")).toBe("today at 00:30");
});

test("an older time has its date, and its year when that is not the current one", () => {
  expect(words("2026-02-12T08:00:00Z")).toBe("on 12 February at 08:00");
  expect(words("2025-12-31T08:00:00Z")).toBe("on 31 December 2025 at 08:00");
});
