import { config } from "@/lib/server/config";
import { addressKey, consume } from "@/lib/server/rate-limit";
import { processSingleton } from "@/lib/server/singleton";
import { type Failure, fail } from "@/lib/session/failure";
import type { LabEndpoints } from "./lab-browser";
import { runScenario } from "./run-scenario";
import type { Scenario } from "./scenario";
import { SCENARIOS } from "./scenarios";
import type { LabRun } from "./timeline";

/** How many runs there may be at once in this process: each writes to the database about twenty times. */
const MAX_RUNS_AT_ONCE = 4;

/** @returns the scenarios that can run with the settings there are, by id; null without `DEMO` */
export function listScenarios(): Record<string, Scenario> | null {
  const { demo, deviceBinding } = config();
  if (!demo) return null;
  const canRun = ({ needs }: Scenario) => needs !== "DEVICE_BINDING" || deviceBinding !== "off";
  return Object.fromEntries(Object.entries(SCENARIOS).filter(([, scenario]) => canRun(scenario)));
}

/**
 * Runs a scenario for a visitor: one at a time.
 *
 * @param address of the visitor; null when it is not known
 * @returns the run; or `not_found` for an unknown scenario and without `DEMO`, `rate_limited` after too many runs, during
 *   another one of the same visitor, and while the process is busy with those of others
 */
export async function runForVisitor(
  id: string,
  address: string | null,
  endpoints: LabEndpoints,
): Promise<LabRun | Failure<"not_found" | "rate_limited">> {
  const scenarios = listScenarios();
  const scenario = scenarios && Object.hasOwn(scenarios, id) ? scenarios[id] : undefined;
  if (!scenario) return fail("not_found");
  const visitor = addressKey(address);
  const running = visitorsInTheLab();
  if (running.has(visitor) || running.size >= MAX_RUNS_AT_ONCE)
    return fail("rate_limited", { retryAfter: 1 });
  running.add(visitor);
  try {
    const blocked = await consume({ limit: "labRun", key: visitor });
    return blocked ? blocked.failure : await runScenario(scenario, endpoints);
  } finally {
    running.delete(visitor);
  }
}

function visitorsInTheLab(): Set<string> {
  return processSingleton("visitors in the lab", () => new Set());
}
