/**
 * A browser that runs in Node: several tabs over one set of cookies, locks and workers, on a clock that stands until it
 * is moved, and with a server that answers as it is told.
 */
import type { Environment, SharedToken, TokenCache } from "@/lib/client/browser/environment";
import type { TabMessage } from "@/lib/client/browser/tab-message";
import type { AuthClient } from "@/lib/client/session/auth-client";
import type { UserSession } from "@/lib/client/session/auth-state";
import { createAuthClient } from "@/lib/client/session/create-auth-client";
import type { SessionExpiredEvent } from "@/lib/client/session/session-effects";
import type { StreamMessage } from "@/lib/session/session-events";
import { FakeClock } from "./fake-clock";
import { FakeLocks } from "./fake-locks";
import { createFakePage, type FakePage } from "./fake-page";
import { describeRequest, ORIGIN, PageRequest } from "./fake-request";
import { FakeServer, signedIn } from "./fake-server";

export interface TabOptions {
  initial?: UserSession | null;
  /** Seconds. */
  leeway?: number;
  /** How far the clock of this tab's device is off, in milliseconds. */
  skew?: number;
  hasLocks?: boolean;
  hasWorker?: boolean;
  relogin?: "page" | "in-place";
  /** The epoch cookie of the request that the page was rendered for. */
  epoch?: string;
  /** Instead of the worker that all tabs of this browser share. */
  tokenCache?: TokenCache;
}

export interface Tab extends Omit<FakePage, "events"> {
  client: AuthClient;
  env: Environment;
  /** Where the page went, in order; "reload" for a reload. */
  visited: string[];
  /** What `onSessionExpired` was called with. */
  ends: SessionExpiredEvent[];
  /** Receives a message as any script of this origin could post it. */
  receive(message: string): void;
  close(): void;
}

/** An event stream that a tab has open. */
export interface FakeStream {
  tab: number;
  /** The server sends an event through this stream. */
  send(message: StreamMessage): void;
  /** The server answers with an error instead of a stream. */
  refuse(): void;
  /** The connection breaks, or cannot be made again. */
  break(): void;
}

export class FakeBrowser {
  clock = new FakeClock();
  server = new FakeServer(this.clock);
  /** The value of the epoch cookie. */
  epoch = "epoch-1";
  /** The epoch of each session that is marked as signed out. */
  signOutMarkers = new Map<string, string>();
  /** Every message that tabs have posted. */
  messages: TabMessage[] = [];
  storage = new Map<string, string>();
  /** Milliseconds until the other tabs read what one has stored. */
  storageLag = 0;
  isOffline = false;
  streams: FakeStream[] = [];
  /** Milliseconds by which the device's clock was set or ran ahead of the monotonic one. */
  clockStep = 0;
  #locks = new FakeLocks();
  #workerToken: { owner: string; token: SharedToken; at: number } | null = null;
  #listeners = new Map<number, (message: string) => void>();
  #tabs = 0;
  #ids = 0;

  /**
   * @param options.replacesRequest whether `authFetch`, which makes its own requests, may be used. Inside a
   *   server the global `Request` must stay as it is
   */
  constructor({ replacesRequest = true } = {}) {
    if (replacesRequest) globalThis.Request = PageRequest;
  }

  /** Takes a lock as a frozen tab does. @returns a function that releases it */
  freezeLock(name = "latchkey"): () => void {
    return this.#locks.freeze(name);
  }

  /** The device sleeps: its clock goes on, the monotonic one and every timer stand still. */
  sleep(milliseconds: number): void {
    this.clockStep += milliseconds;
  }

  openTab(options: TabOptions = {}): Tab {
    const { leeway = 60, relogin = "page" } = options;
    const tab = ++this.#tabs;
    const visited: string[] = [];
    const ends: SessionExpiredEvent[] = [];
    const { events, ...page } = createFakePage();
    const env: Environment = { ...this.#environment(tab, options), ...this.#page(visited), ...events };
    // A report of presence would be one more call in every test that counts them.
    if (!this.storage.has("latchkey:activity")) this.storage.set("latchkey:activity", String(env.dateNow()));
    const client = createAuthClient(env, {
      initial: "initial" in options ? options.initial : signedIn,
      ...(options.epoch !== undefined && { epoch: options.epoch }),
      silentRefreshLeeway: leeway,
      relogin,
    });
    const close = client.start((end) => ends.push(end));
    const receive = (message: string) => this.#listeners.get(tab)?.(message);
    return { ...page, client, env, visited, ends, receive, close };
  }

  #environment(tab: number, { skew = 0, hasLocks = true, hasWorker = true, tokenCache }: TabOptions) {
    return {
      fetch: (input, init) => this.#fetch(tab, new PageRequest(input, init)),
      now: () => this.clock.now,
      after: (milliseconds, run) => this.clock.after(milliseconds, run),
      dateNow: () => 1_700_000_000_000 + this.clock.now + skew + this.clockStep,
      random: () => 0,
      randomId: () => `key-${++this.#ids}`,
      locks: () => (hasLocks ? { request: this.#locks.request as LockManager["request"] } : undefined),
      epoch: () => this.epoch,
      openChannel: (receive) => {
        this.#listeners.set(tab, receive);
        return {
          post: (message) => {
            this.messages.push(message);
            for (const [other, listener] of this.#listeners) if (other !== tab) listener(message);
          },
          close: () => void this.#listeners.delete(tab),
        };
      },
      tokenCache: tokenCache ?? this.#tokenCache(hasWorker),
      openStream: (send, fail) => {
        const stream = { tab, send, refuse: () => fail(true), break: () => fail(false) };
        this.streams.push(stream);
        return () => {
          this.streams = this.streams.filter((other) => other !== stream);
        };
      },
      ...this.#storageOf(),
      signOutMarkers: {
        all: () => [...this.signOutMarkers].map(([sessionId, epoch]) => ({ sessionId, epoch })),
        set: (sessionId, epoch) => void this.signOutMarkers.set(sessionId, epoch),
        remove: (sessionId) => void this.signOutMarkers.delete(sessionId),
      },
    } satisfies Partial<Environment>;
  }

  /** A tab reads what it has written at once; the others read it after `storageLag`. */
  #storageOf() {
    const own = new Map<string, string | null>();
    return {
      getItem: (key: string) => own.get(key) ?? this.storage.get(key) ?? null,
      setItem: (key: string, value: string | null) => {
        const arrive = () => void (value === null ? this.storage.delete(key) : this.storage.set(key, value));
        if (this.storageLag === 0) return arrive();
        own.set(key, value);
        this.clock.after(this.storageLag, arrive);
      },
    };
  }

  #page(visited: string[]) {
    return {
      origin: () => ORIGIN,
      path: () => "/profile?tab=devices",
      navigate: (path: string) => void visited.push(path),
      reload: () => void visited.push("reload"),
    };
  }

  #tokenCache(hasWorker: boolean): TokenCache {
    return {
      find: async (owner) => {
        const { token, at } = (hasWorker && this.#workerToken?.owner === owner && this.#workerToken) || {};
        return token && at ? { ...token, remaining: token.remaining - (this.clock.now - at) } : null;
      },
      keep: (owner, token) => {
        if (hasWorker) this.#workerToken = { owner, token, at: this.clock.now };
      },
      drop: () => {
        this.#workerToken = null;
      },
    };
  }

  async #fetch(tab: number, request: Request): Promise<Response> {
    if (this.isOffline) throw new TypeError("Failed to fetch");
    const call = await describeRequest(tab, request);
    return new Promise((resolve, reject) => {
      request.signal.addEventListener("abort", () => reject(request.signal.reason));
      this.server.answer(call).then(resolve, reject);
    });
  }
}
