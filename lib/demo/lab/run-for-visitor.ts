import { config } from "@/lib/server/config";
import { addressKey, consume } from "@/lib/server/rate-limit";
import { processSingleton } from "@/lib/server/singleton";
import { type Failure, fail } from "@/lib/session/failure";
import type { Language } from "@/lib/texts/language";
import type { LabEndpoints } from "./lab-browser";
import { runScenario } from "./run-scenario";
import type { Scenario, ScenarioId } from "./scenario";
import { SCENARIOS } from "./scenarios";
import type { LabRun } from "./timeline";

/** How many runs there may be at once in this process: each writes to the database about twenty times. */
const MAX_RUNS_AT_ONCE = 4;

/** @returns the scenarios that can run with the settings there are; null without `DEMO` */
export function listScenarios(): (readonly [ScenarioId, Scenario])[] | null {
  const { demo, deviceBinding } = config();
  if (!demo) return null;
  const all = Object.entries(SCENARIOS) as [ScenarioId, Scenario][];
  return all.filter(([, { needs }]) => needs !== "DEVICE_BINDING" || deviceBinding !== "off");
}

/**
 * Runs a scenario for a visitor: one at a time.
 *
 * @param address of the visitor; null when it is not known
 * @param language of the timeline's sentences
 * @returns the run; or `not_found` for an unknown scenario and without `DEMO`, `rate_limited` after too many runs, during
 *   another one of the same visitor, and while the process is busy with those of others
 */
export async function runForVisitor(
  id: string,
  address: string | null,
  endpoints: LabEndpoints,
  language: Language,
): Promise<LabRun | Failure<"not_found" | "rate_limited">> {
  const found = listScenarios()?.find(([known]) => known === id);
  if (!found) return fail("not_found");
  const visitor = addressKey(address);
  const running = visitorsInTheLab();
  if (running.has(visitor) || running.size >= MAX_RUNS_AT_ONCE)
    return fail("rate_limited", { retryAfter: 1 });
  running.add(visitor);
  try {
    const blocked = await consume({ limit: "labRun", key: visitor });
    return blocked ? blocked.failure : await runScenario(found[0], endpoints, language);
  } finally {
    running.delete(visitor);
  }
}

function visitorsInTheLab(): Set<string> {
  return processSingleton("visitors in the lab", () => new Set());
}
