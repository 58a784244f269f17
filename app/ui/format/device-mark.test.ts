import { expect, test } from "vitest";
import { textsFor } from "@/lib/texts/testing.fixture";
import { deviceMark } from "./device-mark";
import { aSession } from "./session.fixture";

const now = Date.parse("2026-03-31T10:00:00.000Z");
const CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/141.0.0.0 Safari/537.36";

test.each([
  ["a device used 29 days ago", { lastActiveAt: "2026-03-02T10:00:01.000Z" }, null],
  ["a device not used for 30 days", { lastActiveAt: "2026-03-01T10:00:00.000Z" }, "Unused for 30+ days"],
  ["a script", { userAgent: "curl/8.5.0", device: "unknown" as const }, "Script"],
  ["a crawler", { userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1)" }, "Bot"],
  ["a device that reports nothing", { userAgent: null, device: "unknown" as const }, "Unrecognized"],
  ["this device", { current: true, device: "unknown" as const }, null],
])("%s", (_, facts, mark) => {
  expect(
    deviceMark(
      aSession({ userAgent: CHROME, lastActiveAt: "2026-03-31T09:00:00.000Z", ...facts }),
      now,
      textsFor("device"),
    ),
  ).toBe(mark);
});
