/**
 * A browser for tests: several tabs over one cookie jar, one clock nobody sleeps by, and a server that says
 * what it is told to say.
 */

import type { Environment, SharedToken, TokenCache } from "@/lib/client/browser/environment";
import { parseTabMessage, type TabMessage } from "@/lib/client/browser/tab-message";
import { type AuthClient, createAuthClient } from "@/lib/client/session/auth-client";
import type { SessionSnapshot } from "@/lib/client/session/auth-state";
import type { SessionExpiredEvent } from "@/lib/client/session/session-manager";
import type { RefreshView, SessionView, UserView } from "@/lib/session/contract";
import type { ErrorCode } from "@/lib/session/errors";
import type { EndReason } from "@/lib/session/reasons";
import type { StreamMessage } from "@/lib/session/session-events";

/** Milliseconds. */
const YEAR = 365 * 86_400_000;
/** The server's time when the clock says 0. */
const START = Date.parse("2026-01-01T00:00:00.000Z");
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

export const signedIn: SessionSnapshot = { user: ada, session: sessionOf("s-1", true) };

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

export interface FakeRequest {
  tab: number;
  /** Its `Idempotency-Key`. */
  key: string | null;
  keepalive: boolean;
  method: string;
  path: string;
  token: string | null;
  body: unknown;
}

type Answer = (call: FakeRequest) => Response | Promise<Response>;

/** Issues tokens `token-1`, `token-2` …, and believes those it has not expired. */
class FakeServer {
  calls: FakeRequest[] = [];
  life = 900;
  /** Milliseconds of the two limits; out of the way of tests that are about something else. */
  idle = 10 * YEAR;
  absolute = 20 * YEAR;
  lastPresence = 0;
  /** Set once the session is over. */
  over: EndReason | null = null;
  #clock: { now: number };
  #good = new Set<string>();
  #issued = 0;
  #script = new Map<string, Answer[]>();

  constructor(clock: { now: number }) {
    this.#clock = clock;
    this.lastPresence = clock.now;
  }

  time(at = this.#clock.now): string {
    return new Date(START + at).toISOString();
  }

  session(): SessionView {
    const idleExpiresAt = this.time(this.lastPresence + this.idle);
    const absoluteExpiresAt = this.time(this.absolute);
    const [expiresAt = ""] = [idleExpiresAt, absoluteExpiresAt].sort();
    const lastActiveAt = this.time(this.lastPresence);
    const times = { createdAt: this.time(0), lastActiveAt, idleExpiresAt, absoluteExpiresAt, expiresAt };
    return { ...sessionOf("s-1", true), ...times };
  }

  /** Who the server renders a page for now. */
  identity(): SessionSnapshot {
    return { user: ada, session: this.session(), serverTime: this.time() };
  }

  /** @returns why the session is over, by somebody's doing or by the clock. */
  ended(): EndReason | null {
    if (this.over) return this.over;
    if (this.#clock.now >= this.absolute) return "absolute";
    return this.#clock.now >= this.lastPresence + this.idle ? "idle" : null;
  }

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
      serverTime: this.time(),
      session: this.session(),
    };
  }

  expireTokens(): void {
    this.#good.clear();
  }

  count(path: string): number {
    return this.calls.filter((call) => call.path === path).length;
  }

  async answer(call: FakeRequest): Promise<Response> {
    this.calls.push(call);
    const scripted = this.#script.get(call.path)?.shift();
    if (scripted) return scripted(call);
    const reason = this.ended();
    const serverTime = this.time();
    switch (call.path) {
      case "/api/auth/refresh": {
        const code = reason === "idle" || reason === "absolute" ? "session_expired" : "session_revoked";
        return reason ? refusal(code, 401, { reason }) : json(this.issue());
      }
      case "/api/auth/login":
        this.over = null;
        this.lastPresence = this.#clock.now;
        return json({ status: "complete", user: ada, ...this.issue() });
      case "/api/auth/logout":
        return new Response(null, { status: 204 });
      case "/api/session":
        return reason
          ? json({ authenticated: false, reason, serverTime })
          : json({ authenticated: true, ...this.identity() });
      case "/api/session/activity":
        if (reason || !call.token || !this.#good.has(call.token)) return refusal("token_expired", 401);
        this.lastPresence = this.#clock.now - (call.body as { idleForSeconds: number }).idleForSeconds * 1000;
        return json({ ...this.session(), serverTime });
      default:
        return !reason && call.token && this.#good.has(call.token)
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
  ends: SessionExpiredEvent[];
  /** A message as any script of this origin could post it. */
  hear(message: unknown): void;
  wake(): void;
  /** Into the back/forward cache, and out of it again. */
  storeInBfcache(): void;
  takeOut(): void;
  /** Goes out of sight; `left` when the page is being left. */
  hide(left?: boolean): void;
  input(): void;
  close(): void;
}

export interface TabOptions {
  initial?: SessionSnapshot | null;
  leeway?: number;
  /** How far this device's clock is off, in milliseconds. */
  skew?: number;
  hasLocks?: boolean;
  hasWorker?: boolean;
  relogin?: "page" | "in-place";
  /** Instead of the browser's own worker. */
  source?: TokenCache;
}

/** A stream some tab has open. */
export interface FakeStream {
  tab: number;
  /** The server says something, through this stream. */
  say(message: StreamMessage): void;
  /** The server answers something else than a stream. */
  refuse(): void;
}

export class FakeBrowser {
  clock = new FakeClock();
  server = new FakeServer(this.clock);
  epoch = "epoch-1";
  messages: TabMessage[] = [];
  storage = new Map<string, string>();
  offline = false;
  left = new Map<string, string>();
  streams: FakeStream[] = [];
  /** Milliseconds by which the device's clock is ahead of where it was. */
  step = 0;
  #locks = new Map<string, FakeLock>();
  /** What the worker of all tabs holds. */
  #kept: { owner: string; token: SharedToken; at: number } | null = null;
  #listeners = new Map<number, (message: TabMessage) => void>();
  #tabs = 0;
  #keys = 0;

  /** Takes the lock as a frozen tab does; @returns lets go of it. */
  freezeLock(name = "latchkey"): () => void {
    const lock = this.#lock(name);
    lock.isHeld = true;
    return () => lock.leave();
  }

  /** The lid is shut for so long: the device's clock goes on, the monotonic one and every timer stand still. */
  sleep(milliseconds: number): void {
    this.step += milliseconds;
  }

  #lock(name: string): FakeLock {
    const lock = this.#locks.get(name) ?? new FakeLock();
    this.#locks.set(name, lock);
    return lock;
  }

  openTab(options: TabOptions = {}): Tab {
    const { initial = signedIn, leeway = 60, skew = 0, hasLocks = true, hasWorker = true } = options;
    const { relogin = "page" } = options;
    const number = ++this.#tabs;
    const visited: string[] = [];
    const ends: SessionExpiredEvent[] = [];
    let onWake: ((persisted: boolean) => void)[] = [];
    let onInput: (() => void)[] = [];
    let onHide: ((left: boolean) => void)[] = [];
    let onSetAside: (() => void)[] = [];
    let isHidden = false;

    const env: Environment = {
      origin: () => ORIGIN,
      fetch: (input, init) => this.#fetch(number, new Request(input, init)),
      now: () => this.clock.now,
      after: (milliseconds, run) => this.clock.after(milliseconds, run),
      random: () => 0,
      randomId: () => `key-${++this.#keys}`,
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
      tokenCache: options.source ?? {
        find: async (owner) => {
          const { token, at } = (hasWorker && this.#kept?.owner === owner && this.#kept) || {};
          return token && at ? { ...token, remaining: token.remaining - (this.clock.now - at) } : null;
        },
        keep: (owner, token) => {
          if (hasWorker) this.#kept = { owner, token, at: this.clock.now };
        },
        drop: () => {
          this.#kept = null;
        },
      },
      getItem: (key) => this.storage.get(key) ?? null,
      setItem: (key, value) =>
        void (value === null ? this.storage.delete(key) : this.storage.set(key, value)),
      dateNow: () => 1_700_000_000_000 + this.clock.now + skew + this.step,
      openStream: (say, refuse) => {
        const stream = { tab: number, say, refuse };
        this.streams.push(stream);
        return () => {
          this.streams = this.streams.filter((other) => other !== stream);
        };
      },
      signOutMarkers: {
        all: () => [...this.left].map(([sessionId, epoch]) => ({ sessionId, epoch })),
        set: (sessionId, epoch) => void this.left.set(sessionId, epoch),
        remove: (sessionId) => void this.left.delete(sessionId),
      },
      onHide: (run) => {
        onHide.push(run);
        return () => {
          onHide = onHide.filter((other) => other !== run);
        };
      },
      onBfcache: (run) => {
        onSetAside.push(run);
        return () => {
          onSetAside = onSetAside.filter((other) => other !== run);
        };
      },
      isHidden: () => isHidden,
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
    if (!this.storage.has("latchkey:activity")) this.storage.set("latchkey:activity", String(env.dateNow()));
    const client = createAuthClient(env, {
      initial: "initial" in options ? options.initial : initial,
      silentRefreshLeeway: leeway,
      relogin,
    });
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
      wake: () => {
        isHidden = false;
        for (const run of onWake) run(false);
      },
      storeInBfcache: () => {
        for (const run of onSetAside) run();
      },
      takeOut: () => {
        // Chromium makes the page visible first.
        for (const persisted of [false, true]) for (const run of onWake) run(persisted);
      },
      hide: (left = false) => {
        isHidden = true;
        for (const run of onHide) run(left);
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
    const call: FakeRequest = {
      tab,
      method: request.method,
      path: new URL(request.url).pathname + new URL(request.url).search,
      token: request.headers.get("Authorization")?.replace("Bearer ", "") ?? null,
      body: text ? JSON.parse(text) : undefined,
      key: request.headers.get("Idempotency-Key"),
      keepalive: request.keepalive,
    };
    if (!request.url.startsWith(ORIGIN)) call.path = request.url;
    return new Promise((resolve, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason));
      this.server.answer(call).then(resolve, reject);
    });
  }

  #request = (name: string, { signal }: LockOptions, run: () => Promise<unknown>) =>
    this.#lock(name).run(signal, run);
}

class FakeLock {
  isHeld = false;
  #waiting: (() => void)[] = [];

  async run(signal: AbortSignal | undefined, run: () => Promise<unknown>): Promise<unknown> {
    if (this.isHeld) {
      await new Promise<void>((resolve, reject) => {
        this.#waiting.push(resolve);
        signal?.addEventListener("abort", () => {
          this.#waiting = this.#waiting.filter((other) => other !== resolve);
          reject(signal.reason);
        });
      });
    }
    this.isHeld = true;
    try {
      return await run();
    } finally {
      this.leave();
    }
  }

  leave(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.isHeld = false;
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
