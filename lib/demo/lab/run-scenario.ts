import { setUserDisabled } from "@/lib/server/admin/user-commands";
import { database } from "@/lib/server/database";
import { createSandboxUser, sandboxPassword } from "@/lib/server/demo/sandbox-users";
import { log } from "@/lib/server/log";
import type { Language } from "@/lib/texts/language";
import { textsIn } from "@/lib/texts/texts-in";
import { LabBrowser, type LabDeviceFacts, type LabEndpoints } from "./lab-browser";
import { LabClock } from "./lab-clock";
import { type LabAccount, LabDevice } from "./lab-device";
import { LabTabs } from "./lab-tabs";
import type { Scenario, ScenarioId } from "./scenario";
import { SCENARIOS } from "./scenarios";
import { type LabRun, type LaneName, Timeline } from "./timeline";

const DEVICES: Record<LaneName, LabDeviceFacts> = {
  you: {
    userAgent:
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36",
    address: "192.0.2.10",
  },
  phone: {
    userAgent:
      "Mozilla/5.0 (Linux; Android 16; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36",
    address: "198.51.100.20",
  },
  thief: {
    userAgent: "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0",
    address: "203.0.113.66",
  },
};

/**
 * Runs a scenario with a new user, who is deleted at the end whatever happens.
 *
 * @param endpoints the app's own route handlers
 * @param language of the timeline's sentences
 * @returns the timeline, and whether every claim held; a scenario that throws has not passed
 */
export async function runScenario(
  id: ScenarioId,
  endpoints: LabEndpoints,
  language: Language,
): Promise<LabRun> {
  const scenario: Scenario = SCENARIOS[id];
  const claims: Readonly<Record<string, string>> = textsIn(language, "labCards")[id].claims;
  const steps = textsIn(language, "labSteps");
  const texts = { steps, ends: textsIn(language, "sessionEnd") };
  const timeline = new Timeline();
  const user = await createSandboxUser();
  const { password } = await sandboxPassword();
  const account: LabAccount = { user, password, timeline, texts, given: new Set() };
  try {
    const clock = new LabClock(user.id, timeline, steps);
    const device = (lane: LaneName) =>
      new LabDevice(lane, new LabBrowser(DEVICES[lane], endpoints, clock.now), account);
    const you = device("you");
    await scenario.run({
      you,
      phone: device("phone"),
      thief: device("thief"),
      clock,
      tabs: new LabTabs(you, clock),
      async disableAccount() {
        await setUserDisabled(user.email, true);
        timeline.add("note", null, steps.accountDisabled);
      },
      expect: (claim: string, holds) => timeline.add("check", null, claims[claim] ?? claim, { held: holds }),
    });
  } catch (error) {
    log().error({ err: error }, "a scenario of the lab failed");
    timeline.add("check", null, steps.runsToItsEnd, { held: false });
  } finally {
    await database().deleteSandboxUser(user.id);
  }
  return { passed: timeline.passed(), events: timeline.events };
}
