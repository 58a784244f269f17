/** What a scenario of the session lab is, and what it has to work with. */
import type { LabClock } from "./lab-clock";
import type { LabDevice } from "./lab-device";
import type { LabTabs } from "./lab-tabs";

export type ScenarioGroup = "trouble" | "theft" | "ended" | "time";

export interface Scenario {
  group: ScenarioGroup;
  title: string;
  /** The rule that the card shows, in one or two everyday sentences. */
  rule: string;
  /** Where the rule is: a path, and a name that the file contains. */
  where: { file: string; name: string };
  /** What in it is not real, in a sentence that begins with "Simulated:". */
  simulated: string;
  /** The setting that the scenario cannot do without. */
  needs?: "DEVICE_BINDING";
  run(lab: Lab): Promise<void>;
}

/** A new account for one run, three devices, and everything that can go wrong. Nothing of it touches another user. */
export interface Lab {
  you: LabDevice;
  phone: LabDevice;
  thief: LabDevice;
  clock: LabClock;
  /** Tabs on your device that run the app's own browser client. */
  tabs: LabTabs;
  /** An operator disables the account. */
  disableAccount(): Promise<void>;
  /** States what must be true now. One that is not makes the run fail. */
  expect(claim: string, holds: boolean): void;
}
