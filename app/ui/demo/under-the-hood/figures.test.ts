import { expect, test } from "vitest";
import type { UnderTheHoodView } from "@/lib/session/demo/demo-schemas";
import { PRODUCT_SLUG } from "@/lib/session/product";
import type { Language } from "@/lib/texts/language";
import { textsFor } from "@/lib/texts/testing.fixture";
import { describeFigures, type Observed } from "./figures";
import { describeTabs } from "./tabs";

const SERVER_NOW = Date.UTC(2030, 0, 1);
const view: UnderTheHoodView = {
  serverTime: new Date(SERVER_NOW).toISOString(),
  generation: 7,
  refreshedAt: new Date(SERVER_NOW - 116_000).toISOString(),
  accessTokenSeconds: 900,
  graceSeconds: 45,
  idleExpiresAt: new Date(SERVER_NOW + 1_790_000).toISOString(),
  absoluteExpiresAt: new Date(SERVER_NOW + 30 * 86_400_000).toISOString(),
  rememberMe: false,
};
const observed: Observed = {
  view,
  clockOffsetMs: 0,
  tabs: { role: "reader", count: 2, isRefreshing: false },
  lastSignal: { name: "refreshed", at: SERVER_NOW - 3000 },
};
const values = (seen: Partial<Observed> = {}, now = SERVER_NOW) => valuesIn("en", seen, now);
const valuesIn = (language: Language, seen: Partial<Observed> = {}, now = SERVER_NOW) => {
  const texts = { t: textsFor("demoControls", language), language };
  const figures = describeFigures({ ...observed, ...seen }, now, texts);
  return Object.fromEntries(figures.map(({ term, value }) => [term, value]));
};

test("each figure in a few words", () => {
  expect(values()).toEqual({
    "Refresh token": "number 7",
    "Next refresh": "in 12:04",
    "Leader tab": "this tab",
    "Last signal": "refreshed, 3 s ago",
    "Idle limit": "in 29:50",
    "Absolute limit": "in 30 days",
  });
});

test("in the language of the page", () => {
  const lastSignal = { name: "sessions-changed", at: SERVER_NOW - 3000 };
  expect(valuesIn("de", { lastSignal })).toEqual({
    "Refresh-Token": "Nummer 7",
    "Nächste Erneuerung": "in 12:04",
    "Führender Tab": "dieser Tab",
    "Letztes Signal": "Sitzungen geändert, vor 3 s",
    "Frist bei Inaktivität": "in 29:50",
    Höchstdauer: "in 30 Tagen",
  });
});

test("the device's clock may be wrong: times are counted on the server's", () => {
  const offBy = 10 * 60_000;
  expect(values({ clockOffsetMs: offBy }, SERVER_NOW - offBy)["Next refresh"]).toBe("in 12:04");
});

test("a short token is renewed after half of its life, and what is due is due now", () => {
  const short = { ...view, accessTokenSeconds: 40, refreshedAt: view.serverTime };
  expect(values({ view: short })["Next refresh"]).toBe("in 0:20");
  expect(values({ view: short }, SERVER_NOW + 60_000)["Next refresh"]).toBe("now");
  expect(values({ tabs: { role: "reader", count: 1, isRefreshing: true } })["Next refresh"]).toBe("running");
});

test("what is not known yet is not invented", () => {
  expect(values({ view: null, tabs: null, lastSignal: null })).toEqual({
    "Refresh token": "…",
    "Next refresh": "…",
    "Leader tab": "unknown",
    "Last signal": "none yet",
    "Idle limit": "…",
    "Absolute limit": "…",
  });
});

test("the leader is the tab that holds a lock of the stream; each signed-in tab is counted once", () => {
  const lock = (name: string, clientId: string) => ({ name: PRODUCT_SLUG + name, clientId });
  const held = [lock("-stream", "a"), lock("-visible-stream", "b"), lock("-other", "d")];
  const pending = [lock("-stream", "b"), lock("-stream", "c")];
  expect(describeTabs({ held, pending }, "a")).toEqual({ role: "reader", count: 3, isRefreshing: false });
  expect(describeTabs({ held, pending }, "c").role).toBe("listener");
  expect(describeTabs({ held: [lock("", "a")], pending }, "a")).toMatchObject({
    role: "nobody",
    isRefreshing: true,
  });
});
