import { expect, test } from "vitest";
import { aSession } from "@/app/ui/format/session.fixture";
import { renderAt } from "@/app/ui/time/render-at.fixture";
import { SessionClock } from "./session-clock";

const render = (instant: string) => renderAt(instant, <SessionClock session={aSession()} />);
const bars = (html: string) => [...html.matchAll(/<rect width="([^"]*)"/g)].map(([, width]) => Number(width));

test("both limits run, each at its own pace", () => {
  const html = render("2026-03-01T10:15:00.000Z");
  expect(html).toContain("15:00");
  expect(html).toContain("30 days");
  expect(bars(html)).toEqual([50, 99.97]);
});

test("a limit that has passed shows zero, not a negative time", () => {
  const html = render("2026-03-01T11:00:00.000Z");
  expect(html).toContain("0:00");
  expect(bars(html)[0]).toBe(0);
});

test("a clock that is behind the server's shows the whole limit, and not more", () => {
  const html = render("2026-03-01T09:59:58.000Z");
  expect(html).toContain("30:00");
  expect(bars(html)).toEqual([100, 100]);
});
