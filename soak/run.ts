/** The run: moment after moment until the time is over or an invariant is broken. */
import { setTimeout as wait } from "node:timers/promises";
import { createAccount, enable, endByAdministrator, settlePassword } from "./administrator";
import { probeEnded } from "./after-the-end";
import { BotBrowser } from "./bot-browser";
import { checkDatabase } from "./database-checks";
import { Journal } from "./journal";
import { Ledger } from "./ledger";
import type { Life } from "./life";
import { checkMemory } from "./memory";
import { act, nextPauseMs } from "./moments";
import type { Memory, Nodes } from "./nodes";
import type { SoakOptions } from "./options";
import { createRandom, type Random } from "./random";

const ACCOUNTS = 10;
const BROWSERS = 30;
/** The part of the run after which the memory must not grow any more. */
const WARM_UP = 0.3;
const CHECK_EVERY = 20;
const WHOLE_CHECK_EVERY = 400;
/** How long a request may still be at work whose connection was cut. */
const SETTLE_MS = 100;
const MINUTE_MS = 60_000;

export interface Figures {
  moments: number;
  livedMs: number;
  warm: Memory | null;
  end: Memory | null;
}

export class Run {
  readonly life: Life;
  readonly figures: Figures = { moments: 0, livedMs: 0, warm: null, end: null };
  readonly #options: SoakOptions;
  /** While the second node starts again, no clock moves. */
  #restart: Promise<void> | null = null;

  constructor(nodes: Nodes, options: SoakOptions) {
    const ledger = new Ledger(new Journal(nodes.now));
    const browsers = Array.from(
      { length: BROWSERS },
      (_, at) => new BotBrowser(at + 1, { nodes, ledger, faults: options.faults }),
    );
    this.life = { nodes, ledger, faults: options.faults, browsers, ghosts: [] };
    this.#options = options;
  }

  /** @throws Violation when an invariant is broken */
  async live(): Promise<void> {
    const { nodes, ledger } = this.life;
    for (let n = 1; n <= ACCOUNTS; n += 1) ledger.accounts.push(await createAccount(nodes, n));
    const started = performance.now();
    const lengthMs = this.#options.minutes * 60_000;
    const bornAt = nodes.now();
    for (;;) {
      const begun = performance.now();
      if (begun - started > lengthMs) break;
      await this.#moment();
      this.figures.livedMs = nodes.now() - bornAt;
      if (!this.figures.warm && performance.now() - started > lengthMs * WARM_UP) {
        this.figures.warm = await nodes.measureFirst();
      }
      await wait((performance.now() - begun) * (1 / this.#options.load - 1));
    }
    await this.#restart;
    checkDatabase(nodes.databaseFile, ledger, { whole: true });
    this.figures.end = await nodes.measureFirst();
    checkMemory(this.figures.warm ?? this.figures.end, this.figures.end);
  }

  async #moment(): Promise<void> {
    const { life, figures } = this;
    const { nodes, ledger } = life;
    figures.moments += 1;
    const at = figures.moments;
    const seed = `${this.#options.seed}/${at}`;
    const random = createRandom(seed, "world");

    const isKilled = !this.#restart && random.chance(0.006) && life.faults.has("node-kills");
    const isAdministered = random.chance(0.01) && life.faults.has("administrator");
    await Promise.all([
      act(life, seed, isKilled || this.#restart !== null),
      isKilled && this.#kill(random),
      isAdministered && endByAdministrator(life, random.pick(ledger.accounts), random),
    ]);
    await wait(SETTLE_MS);
    await this.#settleAccounts(random);
    await probeEnded(life, random);
    if (at % CHECK_EVERY === 0) {
      checkDatabase(nodes.databaseFile, ledger, { whole: at % WHOLE_CHECK_EVERY === 0 });
      ledger.count("checks of the database");
    }
    if (!this.#restart) await this.#pause(nextPauseMs(random));
  }

  async #settleAccounts(random: Random): Promise<void> {
    for (const account of this.life.ledger.accounts) {
      if (account.isChanging) await settlePassword(this.life, account);
      if (account.isDisabled && random.chance(0.3)) await enable(this.life, account);
    }
  }

  async #kill(random: Random): Promise<void> {
    const { nodes, ledger } = this.life;
    await wait(random.between(0, 30));
    ledger.journal.write(null, "node 2: killed");
    ledger.count("kills of a node");
    await nodes.killSecond();
    this.#restart = nodes.restartSecond().then(() => {
      ledger.journal.write(null, "node 2: started again");
      this.#restart = null;
    });
    this.#restart.catch(() => {}); // the next wait for it reports the error
  }

  async #pause(milliseconds: number): Promise<void> {
    const { nodes, ledger, faults } = this.life;
    const isSleep = milliseconds >= MINUTE_MS;
    if (milliseconds === 0 || (isSleep && !faults.has("sleeps"))) return;
    await nodes.advanceClock(milliseconds);
    if (!isSleep) return;
    ledger.journal.write(null, `${Math.round(milliseconds / MINUTE_MS)} minutes pass`);
    ledger.count("sleeps of minutes to days");
  }
}
