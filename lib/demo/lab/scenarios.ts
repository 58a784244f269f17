/**
 * The scenarios of the session lab, in the order of the page. A new one needs its card in `lib/texts`, a file beside these
 * and a line here.
 */
import type { Scenario, ScenarioId } from "./scenario";
import { accountDisabled } from "./scenarios/account-disabled";
import { beforeLimit } from "./scenarios/before-limit";
import { browserKilled } from "./scenarios/browser-killed";
import { frozenTab } from "./scenarios/frozen-tab";
import { laptopAsleep } from "./scenarios/laptop-asleep";
import { lostAnswer } from "./scenarios/lost-answer";
import { networkOff } from "./scenarios/network-off";
import { passwordChanged } from "./scenarios/password-changed";
import { revokedRemotely } from "./scenarios/revoked-remotely";
import { serverAway } from "./scenarios/server-away";
import { serverKilled } from "./scenarios/server-killed";
import { stolenAtOnce } from "./scenarios/stolen-at-once";
import { stolenBound } from "./scenarios/stolen-bound";
import { stolenFirst } from "./scenarios/stolen-first";
import { stolenLate } from "./scenarios/stolen-late";
import { stolenQuietly } from "./scenarios/stolen-quietly";
import { twoTabs } from "./scenarios/two-tabs";
import { wrongClock } from "./scenarios/wrong-clock";

/** By id: the name of the file, and the last part of the address that runs it. */
export const SCENARIOS: { readonly [Id in ScenarioId]: Scenario<Id> } = {
  "lost-answer": lostAnswer,
  "two-tabs": twoTabs,
  "laptop-asleep": laptopAsleep,
  "wrong-clock": wrongClock,
  "frozen-tab": frozenTab,
  "browser-killed": browserKilled,
  "server-killed": serverKilled,
  "stolen-late": stolenLate,
  "stolen-at-once": stolenAtOnce,
  "stolen-first": stolenFirst,
  "stolen-quietly": stolenQuietly,
  "stolen-bound": stolenBound,
  "password-changed": passwordChanged,
  "revoked-remotely": revokedRemotely,
  "account-disabled": accountDisabled,
  "before-limit": beforeLimit,
  "network-off": networkOff,
  "server-away": serverAway,
};
