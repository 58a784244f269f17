/** Every scenario of the session lab, against the real handlers and a real database. */
import { expect, test } from "vitest";
import { runScenario } from "@/lib/demo/lab/run-scenario";
import { SCENARIOS } from "@/lib/demo/lab/scenarios";
import { install } from "@/lib/server/testing/installation";
import { labEndpoints } from "./endpoints";

test.each(Object.entries(SCENARIOS))("%s: every claim of the card holds", async (_, scenario) => {
  install({ DEMO: "on" });
  const { passed, events } = await runScenario(scenario, labEndpoints);
  expect(events.filter(({ held }) => held === false)).toEqual([]);
  expect(passed).toBe(true);
});
