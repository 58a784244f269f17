/** One moment in the life of the bot: a few browsers at once do what users, tabs and bad luck make them do. */
import { changePassword, revoke, signIn, signOut } from "./account-actions";
import type { BotBrowser } from "./bot-browser";
import type { Life } from "./life";
import { mayHaveMishap } from "./model";
import { createRandom, type Random } from "./random";
import {
  callApi,
  listDevices,
  lookAtSession,
  openPage,
  refresh,
  reportActivity,
  tokenOf,
} from "./use-session";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SKEWS_MS = [0, 0, 90_000, -5 * 60_000, 3 * HOUR_MS, -DAY_MS, 100 * DAY_MS, -700 * DAY_MS, 500 * DAY_MS];
const MOST_AT_ONCE = 8;

/**
 * Lets some browsers act at once.
 *
 * @param isKilled whether the second node is killed meanwhile: then no session acts that may not have a mishap
 */
export async function act(life: Life, seed: string, isKilled: boolean): Promise<void> {
  const random = createRandom(seed);
  const able = isKilled ? life.browsers.filter((browser) => canLoseAnswer(life, browser)) : life.browsers;
  const chosen = random.sample(able, 1 + Math.floor(random.between(0, MOST_AT_ONCE)));
  await Promise.all(chosen.map((browser) => live(life, browser, createRandom(seed, browser.number))));
}

function canLoseAnswer(life: Life, browser: BotBrowser): boolean {
  const presented = browser.presented();
  const session = presented && life.ledger.lives.get(presented.sessionId);
  return !session || mayHaveMishap(session);
}

async function live(life: Life, browser: BotBrowser, random: Random): Promise<void> {
  const { faults } = life;
  if (random.chance(0.08)) crash(life, browser, random);
  if (random.chance(0.01) && faults.has("quits")) browser.quit();
  if (random.chance(0.02)) {
    const skew = random.pick(SKEWS_MS);
    if (faults.has("wrong-clocks")) browser.setClock(skew);
  }

  if (browser.isSignedOut || !browser.presented()) {
    // The login page asks first who is signed in.
    if (random.chance(0.3)) await lookAtSession(life, browser, random);
    if (random.chance(0.5)) await signIn(life, browser, accountFor(life, browser, random), random);
    return;
  }
  const what = random.weighted({
    tabs: 80,
    "sign in": 1,
    "sign out": 1,
    revoke: 1.5,
    "change password": 1,
    devices: 3,
  });
  if (what === "tabs") return actInTabs(life, browser, random);
  if (what === "change password") {
    await changePassword(life, browser, random);
    if (random.chance(0.3)) crash(life, browser, random); // perhaps back behind the change
    return;
  }
  if (what === "revoke") return revoke(life, browser, random);
  if (what === "devices") {
    const token = await tokenOf(life, browser, 0, random);
    if (token) await listDevices(life, browser, token, random);
    return;
  }
  // A refresh of another tab may be on its way meanwhile.
  const beside = random.chance(0.5) ? refresh(life, browser, 1, createRandom(random.next())) : null;
  const account = accountFor(life, browser, random);
  await Promise.all([
    beside,
    what === "sign in" ? signIn(life, browser, account, random) : signOut(life, browser, random),
  ]);
}

function crash({ faults, ledger }: Life, browser: BotBrowser, random: Random): void {
  if (!faults.has("crashes")) return;
  browser.crash(random);
  ledger.count("crashes");
}

/** The tabs of a browser at once: mostly one of them, sometimes all of them. */
async function actInTabs(life: Life, browser: BotBrowser, random: Random): Promise<void> {
  const count = random.pick([1, 1, 1, 2, 3]);
  await Promise.all(
    browser.tabs.slice(0, count).map(async (_, tab) => {
      const own = createRandom(random.next(), tab);
      for (let steps = own.pick([1, 1, 2, 3]); steps > 0; steps -= 1) await step(life, browser, tab, own);
    }),
  );
}

async function step(life: Life, browser: BotBrowser, tab: number, random: Random): Promise<unknown> {
  switch (random.weighted({ refresh: 40, call: 20, activity: 20, look: 8, page: 8 })) {
    case "refresh":
      return refresh(life, browser, tab, random);
    case "call":
      return callApi(life, browser, tab, random);
    case "activity":
      return reportActivity(life, browser, tab, random);
    case "look":
      return lookAtSession(life, browser, random);
    case "page":
      return openPage(life, browser, random);
  }
}

/** Most browsers belong to one person; some are shared. */
function accountFor({ ledger: { accounts } }: Life, { number }: BotBrowser, random: Random) {
  const own = accounts[number % accounts.length];
  return own && random.chance(0.8) ? own : random.pick(accounts);
}

/** How long nothing happens until the next moment: seconds, or a sleep of hours or days. */
export function nextPauseMs(random: Random): number {
  const length = random.weighted({ none: 30, seconds: 36, grace: 16, minutes: 14, hours: 3, days: 1 });
  switch (length) {
    case "none":
      return 0;
    case "seconds":
      return random.between(0, 20_000);
    case "grace":
      return random.between(40_000, 50_000);
    case "minutes":
      return random.between(60_000, 20 * 60_000);
    case "hours":
      return random.between(HOUR_MS / 2, 9 * HOUR_MS);
    case "days":
      return random.between(DAY_MS, 16 * DAY_MS);
  }
}
