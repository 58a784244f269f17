/** A simulated browser: a cookie jar, tabs with access tokens, a clock that may be wrong, and a bad network. */
import { HttpBrowser, type HttpResponse, isConnectionError, isUnavailable } from "@/e2e/support/http-browser";
import { type RefreshCookie, refreshCookiesIn } from "@/e2e/support/refresh-cookies";
import type { FaultName } from "./faults";
import type { Ledger } from "./ledger";
import { countMishap, type Moment, mayHaveMishap } from "./model";
import type { Nodes } from "./nodes";
import type { Random } from "./random";
import { SoakJar } from "./soak-jar";

const LOSS = 0.08;
const LONGEST_CUT_MS = 25;
const PAGE_HEADERS = {
  Accept: "text/html",
  "Sec-Fetch-Dest": "document",
  "Sec-Fetch-Mode": "navigate",
  "Sec-Fetch-Site": "none",
};

const FATES = { "lost-answers": "loses the answer", "cut-connections": "cuts the connection" } as const;

/** What a browser lives in. */
interface World {
  nodes: Nodes;
  ledger: Ledger;
  faults: ReadonlySet<FaultName>;
}

export interface AccessToken {
  value: string;
  sessionId: string;
  generation: number;
  /** On the clock of the servers. */
  expiresAt: number;
}

/** A request that was answered. */
export interface Answered {
  answer: HttpResponse;
  asked: Moment;
  heard: Moment;
  /** The refresh token it carried. */
  presented: RefreshCookie | null;
}

interface Call {
  method: "GET" | "POST" | "DELETE";
  path: string;
  json?: unknown;
  token?: AccessToken | null;
  /** Whether the answer carries a new refresh token. */
  rotates?: boolean;
  /**
   * Whether the server hashes a password for it, or sets a limit by the clock. It is never cut off: the server would still
   * be at work when the clock moves.
   */
  isSlow?: boolean;
  /** Whether the bot needs the answer: the first node gets it, and it is not lost. */
  isSafe?: boolean;
}

export class BotBrowser {
  readonly number: number;
  readonly tabs: (AccessToken | null)[] = [null, null, null];
  jar: SoakJar;
  /** How wrong the clock of its machine is, in milliseconds. */
  skewMs = 0;
  /** Whether it shows the login page. */
  isSignedOut = true;
  readonly #world: World;
  readonly #nodes: Nodes;
  readonly #ledger: Ledger;

  constructor(number: number, world: World, jar?: SoakJar) {
    const { nodes, ledger } = world;
    this.number = number;
    this.#world = world;
    this.#nodes = nodes;
    this.#ledger = ledger;
    this.jar = jar ?? new SoakJar(nodes.now, () => nodes.now() + this.skewMs);
  }

  presented(): RefreshCookie | null {
    return this.jar.presented();
  }

  log(text: string): void {
    this.#ledger.journal.write(this.number, text);
  }

  /**
   * Sends a request to one of the nodes.
   *
   * @returns null when its answer was lost, or the node could not be reached
   */
  async send(random: Random, call: Call): Promise<Answered | null> {
    const { method, path, json, token = null, rotates = false, isSlow = false, isSafe = false } = call;
    const url = isSafe ? this.#nodes.urls[0] : random.pick(this.#nodes.urls);
    const presented = this.presented();
    const life = presented ? this.#ledger.lives.get(presented.sessionId) : undefined;
    const isLost = !isSafe && random.chance(LOSS) && (!rotates || !life || mayHaveMishap(life));
    const fault = isLost ? (isSlow || random.chance(0.5) ? "lost-answers" : "cut-connections") : null;
    const fate = fault && this.#world.faults.has(fault) ? FATES[fault] : "";
    const what = `${method} ${path} with ${presented ? `token ${presented.generation} of ${presented.sessionId}` : "no token"}${token ? `, bearer ${token.generation} of ${token.sessionId}` : ""} to ${url === this.#nodes.urls[0] ? "node 1" : "node 2"}`;
    const asked = this.#ledger.journal.moment();
    this.#ledger.count("requests");
    const server = { url, origin: this.#nodes.origin };
    const answer = await new HttpBrowser(server, { jar: this.jar })
      .send(method, path, json, {
        bearer: token?.value ?? null,
        ...(path.startsWith("/api/") ? {} : { headers: PAGE_HEADERS }),
        loseAnswer: fate === "loses the answer",
        ...(fate === "cuts the connection" && { cutAfterMs: random.between(0, LONGEST_CUT_MS) }),
      })
      .catch((error) => {
        if (!isConnectionError(error)) throw error;
        return null;
      });
    const heard = this.#ledger.journal.moment();
    if (!answer || isUnavailable(answer) || fate === "loses the answer") {
      this.log(`${what}: ${answer ? `${answer.status}, ` : ""}no answer${fate && ` (${fate})`}`);
      this.#ledger.count(answer && isUnavailable(answer) ? "answers 503" : "answers lost");
      if (rotates && life) countMishap(life);
      return null;
    }
    const told = answer.json?.error ? ` ${answer.json.error} ${answer.json.details?.reason ?? ""}` : "";
    this.log(`${what}: ${answer.status}${told}`);
    if (answer.status >= 500) throw new Error(`${what} failed: ${answer.status} ${answer.text}`);
    return { answer, asked, heard, presented };
  }

  /** Takes in the access token of an answer. */
  keepToken(tab: number, { json }: HttpResponse): AccessToken {
    const [, claims = ""] = json.accessToken.split(".");
    const { sid, gen, exp } = JSON.parse(Buffer.from(claims, "base64url").toString());
    const token = { value: json.accessToken, sessionId: sid, generation: gen, expiresAt: exp * 1000 };
    this.tabs[tab] = token;
    return token;
  }

  /** The browser dies, and comes back with what stood on the disk. */
  crash(random: Random): void {
    const before = this.#tokens();
    const states = this.jar.possibleStates().filter((state) => this.#mayReturnTo(state));
    this.jar = random.pick(states);
    this.tabs.fill(null);
    const after = this.#tokens();
    for (const [sessionId, generation] of before) {
      const life = this.#ledger.lives.get(sessionId);
      if (life && after.get(sessionId) !== generation) countMishap(life);
    }
    this.log(
      `crashes, comes back with ${[...after].map(([id, generation]) => `token ${generation} of ${id}`).join(", ") || "no token"}`,
    );
  }

  /** The user quits the browser, which forgets the cookies without an expiry. */
  quit(): void {
    this.jar = this.jar.copy();
    this.jar.reopen();
    this.tabs.fill(null);
    this.log("is quit and started again");
  }

  /** The clock of its machine is set to another time. */
  setClock(skewMs: number): void {
    this.jar = this.jar.copy();
    this.jar.purge();
    this.skewMs = skewMs;
    this.jar.purge();
    this.log(`has its clock set ${Math.round(skewMs / 3_600_000)} h from the true time`);
  }

  /** @returns a copy of the browser as it is now, for requests after the end of its sessions */
  duplicate(): BotBrowser {
    const copy = new BotBrowser(this.number, this.#world, this.jar.copy());
    copy.tabs.splice(0, copy.tabs.length, ...this.tabs);
    return copy;
  }

  #tokens(jar = this.jar): Map<string, number> {
    const newest = new Map<string, number>();
    for (const { sessionId, generation } of refreshCookiesIn(jar)) {
      newest.set(sessionId, Math.max(generation, newest.get(sessionId) ?? 0));
    }
    return newest;
  }

  /** Whether no session would meet with a third mishap in a row. */
  #mayReturnTo(state: SoakJar): boolean {
    const then = this.#tokens(state);
    return [...this.#tokens()].every(([sessionId, generation]) => {
      const life = this.#ledger.lives.get(sessionId);
      return !life || then.get(sessionId) === generation || mayHaveMishap(life);
    });
  }
}
