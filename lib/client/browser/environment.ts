/**
 * Everything the client touches outside itself, so that a test can be the browser.
 */
import type { StreamMessage } from "@/lib/session/session-events";
import type { TabMessage } from "./tab-message";

export type Cancel = () => void;

/** A token another tab may use: how long it lives is counted from the moment it is handed over. */
export interface SharedToken {
  accessToken: string;
  /** Milliseconds until it is refused. */
  remaining: number;
  /** Milliseconds it was issued for. */
  life: number;
}

/**
 * Where a tab looks for a token before it refreshes; see docs/decisions/0016-one-refresh-for-all-tabs.md.
 * Nothing depends on it to be correct: it saves requests.
 */
export interface TokenCache {
  /** @returns the token last kept under `owner`, or null when there is none, none to ask, or no answer in time. */
  find(owner: string): Promise<SharedToken | null>;
  keep(owner: string, token: SharedToken): void;
  drop(): void;
}

export interface TabChannel {
  post(message: TabMessage): void;
  close(): void;
}

export interface SignOutMarkers {
  all(): { sessionId: string; epoch: string }[];
  set(sessionId: string, epoch: string): void;
  remove(sessionId: string): void;
}

export interface Environment {
  origin(): string;
  fetch: typeof fetch;
  /** Milliseconds on a clock that can't be set; only differences mean something. */
  now(): number;
  after(milliseconds: number, run: () => void): Cancel;
  /** At least 0, less than 1; for jitter only. */
  random(): number;
  /** Unguessable, and another one each time. */
  randomId(): string;
  /** Undefined outside a secure context. */
  locks(): Pick<LockManager, "request"> | undefined;
  /** The value of the epoch cookie, which changes with every sign-in and sign-out in this browser; empty without one. */
  epoch(): string;
  /** Path and query of the page. */
  path(): string;
  /** A full document load: no private DOM, router cache or bfcache entry survives it. */
  navigate(path: string): void;
  reload(): void;
  /** @param receive called with each message of another tab; it may be none that this build knows */
  openChannel(receive: (message: string) => void): TabChannel;
  tokenCache: TokenCache;
  /**
   * Opens the stream of the session's events. When the connection breaks it connects again by itself, after a pause that
   * the server names.
   *
   * @param onFailed called each time the connection breaks or cannot be made. Refused: the server answers with something
   *   else than a stream, and no more events come
   */
  openStream(onMessage: (message: StreamMessage) => void, onFailed: (isRefused: boolean) => void): Cancel;
  /** The cookies that mark a session as signed out while the server can't be reached. */
  signOutMarkers: SignOutMarkers;
  /** Values that are no secret and outlive a document; a browser without storage forgets them. */
  getItem(key: string): string | null;
  setItem(key: string, value: string | null): void;
  /** The device's clock in milliseconds since 1970; only to compare times that tabs of the same device wrote down. */
  dateNow(): number;
  /** Calls `run` when the page becomes visible, focused or online again; `persisted` when it comes out of the bfcache. */
  onWake(run: (persisted: boolean) => void): Cancel;
  /** Calls `run` before the browser may put the page into the bfcache, to show it again as it is then. */
  onBfcache(run: () => void): Cancel;
  /** Calls `run` when the page is hidden, which may be the last event it gets; `left` when it is being left. */
  onHide(run: (left: boolean) => void): Cancel;
  isHidden(): boolean;
  /** Calls `run` on human input. */
  onInput(run: () => void): Cancel;
}
