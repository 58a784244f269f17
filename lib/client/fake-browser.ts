/**
 * A browser for tests: several tabs over one cookie jar, one clock nobody sleeps by, and a server that says
 * what it is told to say.
 */
import type { RefreshView, SessionView, UserView } from "@/lib/session/contract";
import type { ErrorCode } from "@/lib/session/errors";
import type { EndReason } from "@/lib/session/reasons";
import { type AuthClient, createAuthClient } from "./auth-client";
import type { Identity } from "./auth-state";
import type { Environment } from "./environment";
import type { SessionEnd } from "./identity";
import { parseTabMessage, type TabMessage } from "./tab-message";
import { createTokenCell } from "./token-cell";

export const ORIGIN = "https://latchkey.test";

/** As in a page: a relative address is the origin's. */
class PageRequest extends Request {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(typeof input === "string" ? new URL(input, ORIGIN) : input, init);
  }
}
globalThis.Request = PageRequest;

export const ada: UserView = {
  id: "u-ada",
  email: "ada@example.com",
  name: "Ada",
  roles: ["user"],
  createdAt: "2026-01-01T00:00:00.000Z",
};

export function sessionOf(id: string, current = false): SessionView {
  return {
    id,
    current,
    label: null,
    browser: "Chrome",
    browserVersion: "150",
    os: "Linux",
    osVersion: null,
    device: "desktop",
    userAgent: null,
    ipAddress: null,
    location: null,
    createdAt: "2026-01-01T00:00:00.000Z",
    lastActiveAt: "2026-01-01T00:00:00.000Z",
    idleExpiresAt: "2026-01-01T00:30:00.000Z",
    absoluteExpiresAt: "2026-01-31T00:00:00.000Z",
    expiresAt: "2026-01-01T00:30:00.000Z",
    rememberMe: false,
    authMethods: ["pwd"],
  };
}

export const signedIn: Identity = { user: ada, session: sessionOf("s-1", true) };

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

export function refusal(
  error: ErrorCode,
  status: number,
  details?: object,
  headers?: Record<string, string>,
) {
  return json({ error, message: error, details }, status, headers);
}

/** Lets everything happen that waits for no timer. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn++) await new Promise(setImmediate);
}

class FakeClock {
  now = 1_000;
  #timers: { at: number; run: () => void }[] = [];

  after(milliseconds: number, run: () => void): () => void {
    const timer = { at: this.now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Goes on by so many milliseconds, and stops at every timer on the way. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    await settle();
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.now = Math.max(this.now, next.at);
      this.#timers = this.#timers.filter((other) => other !== next);
      next.run();
      await settle();
    }
    this.now = end;
  }
}

export interface Call {
  tab: number;
  method: string;
  path: string;
  token: string | null;
  body: unknown;
}

type Answer = (call: Call) => Response | Promise<Response>;

/** Issues tokens `token-1`, `token-2` …, and believes those it has not expired. */
class FakeServer {
  calls: Call[] = [];
  life = 900;
  /** Set once the session is over. */
  over: EndReason | null = null;
  #good = new Set<string>();
  #issued = 0;
  #script = new Map<string, Answer[]>();

  /** The next call of `path` gets this answer; later ones the usual. */
  next(path: string, ...answers: Answer[]): void {
    this.#script.set(path, [...(this.#script.get(path) ?? []), ...answers]);
  }

  issue(): RefreshView {
    const accessToken = `token-${++this.#issued}`;
    this.#good.add(accessToken);
    return {
      accessToken,
      tokenType: "Bearer",
      expiresIn: this.life,
      serverTime: "2026-01-01T00:00:00.000Z",
      session: sessionOf("s-1", true),
    };
  }

  expireTokens(): void {
    this.#good.clear();
  }

  count(path: string): number {
    return this.calls.filter((call) => call.path === path).length;
  }

  async answer(call: Call): Promise<Response> {
    this.calls.push(call);
    const scripted = this.#script.get(call.path)?.shift();
    if (scripted) return scripted(call);
    switch (call.path) {
      case "/api/auth/refresh":
        return this.over ? refusal("session_revoked", 401, { reason: this.over }) : json(this.issue());
      case "/api/auth/logout":
        return new Response(null, { status: 204 });
      case "/api/session":
        return this.over
          ? json({ authenticated: false, reason: this.over, serverTime: "2026-01-01T00:00:00.000Z" })
          : json({ authenticated: true, ...signedIn, serverTime: "2026-01-01T00:00:00.000Z" });
      case "/api/session/activity":
        return call.token && this.#good.has(call.token)
          ? json({ ...sessionOf("s-1", true), serverTime: "2026-01-01T00:00:00.000Z" })
          : refusal("token_expired", 401);
      default:
        return call.token && this.#good.has(call.token)
          ? json({ path: call.path, body: call.body })
          : refusal("token_expired", 401);
    }
  }
}

export interface Tab {
  client: AuthClient;
  env: Environment;
  /** Everything that happened to the page, in order. */
  visited: string[];
  ends: SessionEnd[];
  /** A message as any script of this origin could post it. */
  hear(message: unknown): void;
  wake(persisted?: boolean): void;
  input(): void;
  close(): void;
}

export interface TabOptions {
  initial?: Identity | null;
  leeway?: number;
  /** How far this device's clock is off, in milliseconds. */
  skew?: number;
  hasLocks?: boolean;
  hasWorker?: boolean;
}

export class FakeBrowser {
  clock = new FakeClock();
  server = new FakeServer();
  epoch = "epoch-1";
  messages: TabMessage[] = [];
  storage = new Map<string, string>();
  offline = false;
  /** Set while some tab is inside the lock. */
  #held = false;
  #waiting: (() => void)[] = [];
  #cell = createTokenCell(() => this.clock.now);
  #listeners = new Map<number, (message: TabMessage) => void>();
  #tabs = 0;

  /** Takes the lock as a frozen tab does; @returns lets go of it. */
  freezeLock(): () => void {
    this.#held = true;
    return () => this.#leave();
  }

  openTab(options: TabOptions = {}): Tab {
    const { initial = signedIn, leeway = 60, skew = 0, hasLocks = true, hasWorker = true } = options;
    const number = ++this.#tabs;
    const visited: string[] = [];
    const ends: SessionEnd[] = [];
    let onWake: ((persisted: boolean) => void)[] = [];
    let onInput: (() => void)[] = [];

    const env: Environment = {
      origin: () => ORIGIN,
      fetch: (input, init) => this.#fetch(number, new Request(input, init)),
      now: () => this.clock.now,
      after: (milliseconds, run) => this.clock.after(milliseconds, run),
      random: () => 0,
      locks: () => (hasLocks ? { request: this.#request as LockManager["request"] } : undefined),
      epoch: () => this.epoch,
      path: () => "/profile?tab=devices",
      navigate: (path) => void visited.push(path),
      reload: () => void visited.push("reload"),
      openChannel: (receive) => {
        this.#listeners.set(number, receive);
        return {
          post: (message) => {
            this.messages.push(message);
            for (const [tab, listener] of this.#listeners) if (tab !== number) listener(message);
          },
          close: () => void this.#listeners.delete(number),
        };
      },
      share: {
        find: async (owner) => (hasWorker ? this.#cell.find(owner) : null),
        keep: (owner, token) => hasWorker && this.#cell.keep(owner, token),
        drop: () => this.#cell.drop(),
      },
      recall: (key) => this.storage.get(key) ?? null,
      remember: (key, value) =>
        void (value === null ? this.storage.delete(key) : this.storage.set(key, value)),
      wallClock: () => 1_700_000_000_000 + this.clock.now + skew,
      onWake: (run) => {
        onWake.push(run);
        return () => {
          onWake = onWake.filter((other) => other !== run);
        };
      },
      onInput: (run) => {
        onInput.push(run);
        return () => {
          onInput = onInput.filter((other) => other !== run);
        };
      },
    };
    // A report of presence would be one more call in every test that counts them.
    if (!this.storage.has("latchkey:activity"))
      this.storage.set("latchkey:activity", String(env.wallClock()));
    const client = createAuthClient(env, "initial" in options ? options.initial : initial, leeway);
    const stop = client.start((end) => ends.push(end));
    return {
      client,
      env,
      visited,
      ends,
      hear: (value) => {
        const message = parseTabMessage(value);
        if (message) this.#listeners.get(number)?.(message);
      },
      wake: (persisted = false) => {
        for (const run of onWake) run(persisted);
      },
      input: () => {
        for (const run of onInput) run();
      },
      close: stop,
    };
  }

  async #fetch(tab: number, request: Request): Promise<Response> {
    if (this.offline) throw new TypeError("Failed to fetch");
    const text = await request.clone().text();
    const call: Call = {
      tab,
      method: request.method,
      path: new URL(request.url).pathname + new URL(request.url).search,
      token: request.headers.get("Authorization")?.replace("Bearer ", "") ?? null,
      body: text ? JSON.parse(text) : undefined,
    };
    if (!request.url.startsWith(ORIGIN)) call.path = request.url;
    return new Promise((resolve, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason));
      this.server.answer(call).then(resolve, reject);
    });
  }

  #request = async (_: string, { signal }: LockOptions, run: () => Promise<unknown>): Promise<unknown> => {
    if (this.#held) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push(resolve);
        signal?.addEventListener("abort", () => {
          this.#waiting = this.#waiting.filter((other) => other !== resolve);
          reject(signal.reason);
        });
      });
    }
    this.#held = true;
    try {
      return await run();
    } finally {
      this.#leave();
    }
  };

  #leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#held = false;
  }
}

/** A promise that a test settles. */
export function gate<T>(): { promise: Promise<T>; open: (value: T) => void } {
  let open: (value: T) => void = () => {};
  const promise = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { promise, open };
}
