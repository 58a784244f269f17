/** What a scenario of the session lab is, and what it has to work with. */
import type { labCards } from "@/lib/texts/en/lab-cards";
import type { LabClock } from "./lab-clock";
import type { LabDevice } from "./lab-device";
import type { LabTabs } from "./lab-tabs";

export type ScenarioGroup = "trouble" | "theft" | "ended" | "time";

/** The name of a scenario's file, and of its card in `lib/texts/en/lab-cards.ts`. */
export type ScenarioId = keyof typeof labCards;
/** What a scenario states, by the keys of its sentences on its card. */
type Claim<Id extends ScenarioId> = keyof (typeof labCards)[Id]["claims"];

export interface Scenario<Id extends ScenarioId = ScenarioId> {
  group: ScenarioGroup;
  /** Where the rule is: a path, and a name that the file contains. */
  where: { file: string; name: string };
  /** The setting that the scenario cannot do without. */
  needs?: "DEVICE_BINDING";
  run(lab: Lab<Claim<Id>>): Promise<void>;
}

/** A new account for one run, three devices, and everything that can go wrong. Nothing of it touches another user. */
export interface Lab<Claim extends PropertyKey> {
  you: LabDevice;
  phone: LabDevice;
  thief: LabDevice;
  clock: LabClock;
  /** Tabs on your device that run the app's own browser client. */
  tabs: LabTabs;
  /** An operator disables the account. */
  disableAccount(): Promise<void>;
  /** States what must be true now. One that is not makes the run fail. */
  expect(claim: Claim, holds: boolean): void;
}
