/** Copies of browsers that ask once their session is over: nothing may be served. */
import { Violation } from "./journal";
import type { Ghost, Life } from "./life";
import { certainEnd } from "./model";
import type { Random } from "./random";
import { callApi, lookAtSession, openPage, refresh } from "./use-session";

const PROBES_AT_ONCE = 2;

export async function probeEnded(life: Life, random: Random): Promise<void> {
  const { ledger } = life;
  const now = ledger.journal.moment();
  const over = life.ghosts.filter(({ sessionId }) => {
    const session = ledger.life(sessionId);
    return certainEnd(session, ledger.causesOf(session.userId), now) !== null;
  });
  for (const ghost of random.sample(over, PROBES_AT_ONCE)) {
    await probe(life, ghost, random);
    ledger.count("requests after an end");
    ghost.probesLeft -= 1;
  }
  life.ghosts = life.ghosts.filter(({ probesLeft }) => probesLeft > 0);
}

async function probe(life: Life, { browser, sessionId }: Ghost, random: Random): Promise<void> {
  // Only what belongs to the session that is over: the others live on, with their own browser.
  if (browser.jar.active !== sessionId) throw new Violation(browser.number, `the copy has lost ${sessionId}`);
  const bearer = browser.tabs.findIndex((token) => token?.sessionId === sessionId);
  const what = random.weighted({ refresh: 3, look: 1, page: 1, call: bearer < 0 ? 0 : 3 });
  if (what === "refresh") await refresh(life, browser, 0, random);
  else if (what === "look") await lookAtSession(life, browser, random);
  else if (what === "page") await openPage(life, browser, random);
  else await callApi(life, browser, bearer, random);
}
