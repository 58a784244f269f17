/** Every scenario of the session lab, against the real handlers and a real database. */
import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import type { LabEndpoints } from "@/lib/demo/lab/lab-browser";
import { runScenario } from "@/lib/demo/lab/run-scenario";
import type { ScenarioId } from "@/lib/demo/lab/scenario";
import { SCENARIOS } from "@/lib/demo/lab/scenarios";
import { install } from "@/lib/server/testing/installation";
import { labCards } from "@/lib/texts/en/lab-cards";
import { textsFor } from "@/lib/texts/testing.fixture";
import { labEndpoints } from "./endpoints";

test.each(Object.keys(SCENARIOS) as ScenarioId[])(
  "%s: every claim of the card holds, and the card has no others",
  async (id) => {
    install({ DEMO: "on" });
    const { passed, events } = await runScenario(id, labEndpoints, "en");
    expect(events.filter(({ held }) => held === false)).toEqual([]);
    expect(passed).toBe(true);
    const stated = events.filter(({ kind }) => kind === "check").map(({ text }) => text);
    expect(stated).toEqual(Object.values(labCards[id].claims));
  },
);

/** The same handlers, on a machine that is busy: each answers some time later. */
function slow(endpoints: LabEndpoints): LabEndpoints {
  const later =
    (handle: (...parts: unknown[]) => unknown) =>
    async (...parts: unknown[]) => {
      await wait(20);
      return handle(...parts);
    };
  const slowed = (handlers: object) =>
    Object.fromEntries(Object.entries(handlers).map(([method, handle]) => [method, later(handle)]));
  return Object.fromEntries(
    Object.entries(endpoints).map(([path, handlers]) => [path, slowed(handlers)]),
  ) as unknown as LabEndpoints;
}

test.each(["two-tabs", "wrong-clock", "frozen-tab", "before-limit", "network-off", "server-away"] as const)(
  "%s, with tabs on a clock of their own, also holds on a slow server",
  async (id) => {
    install({ DEMO: "on" });
    const { events } = await runScenario(id, slow(labEndpoints), "en");
    expect(events.filter(({ held }) => held === false)).toEqual([]);
  },
);

test("a visitor who reads German gets the same timeline in German", async () => {
  install({ DEMO: "on" });
  const { events } = await runScenario("stolen-late", labEndpoints, "de");
  const { "stolen-late": card } = textsFor("labCards", "de");
  const ended = textsFor("sessionEnd", "de").login.reuse_detected;
  expect(events.map(({ text }) => text)).toEqual([
    "Sie melden sich an",
    "Ihr Smartphone meldet sich an",
    "Der Dieb kopiert die Cookies mit Token 1",
    "Sie erneuern mit Token 1 und erhalten Token 2",
    "46 Sekunden später",
    "Sie benutzen die App, und sie antwortet",
    "46 Sekunden später",
    `Der Dieb erneuert mit Token 1: Die Sitzung ist beendet. „${ended}“`,
    card.claims.thiefGetsNothing,
    `Sie benutzen die App: Die Sitzung ist beendet. „${ended}“`,
    card.claims.youAreTold,
    "Ihr Smartphone benutzt die App, und sie antwortet",
    card.claims.phoneStaysIn,
  ]);
});
