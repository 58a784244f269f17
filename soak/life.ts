/** The run as its parts see it. */
import type { BotBrowser } from "./bot-browser";
import type { FaultName } from "./faults";
import type { Ledger } from "./ledger";
import type { Nodes } from "./nodes";

const MAX_GHOSTS = 80;

export interface Life {
  nodes: Nodes;
  ledger: Ledger;
  faults: ReadonlySet<FaultName>;
  browsers: BotBrowser[];
  /** Copies of browsers, each with the session it will ask for once that is over. */
  ghosts: Ghost[];
}

export interface Ghost {
  browser: BotBrowser;
  sessionId: string;
  probesLeft: number;
}

/** Keeps a copy of the browser, as a thief or a backup has it. It is silent until the session is over. */
export function keepGhost(life: Life, browser: BotBrowser, sessionId: string): void {
  if (life.ghosts.length < MAX_GHOSTS) {
    life.ghosts.push({ browser: browser.duplicate(), sessionId, probesLeft: 4 });
  }
}
