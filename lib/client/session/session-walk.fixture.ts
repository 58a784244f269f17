import fc from "fast-check";
import { vi } from "vitest";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { errorResponse, type FakeRequest, json } from "@/lib/client/fakes/fake-server";
import { isExpiry } from "@/lib/session/reasons";

const PAUSES_MS = [0, 1, 300, 2_000, 15_000, 70_000];

const STEPS = [
  "revoke",
  "sign out elsewhere",
  "sign out here",
  "fail to sign out everywhere",
  "relogin",
  "give up",
  "call",
  "check",
  "offline",
  "online",
  "sleep",
  "wake",
  "bfcache",
  "restore",
  "news",
  "forged news",
  "forged end",
  "expire tokens",
  "come back after the idle limit",
  "touch",
  "post a form in vain",
] as const;

export type Step = { what: (typeof STEPS)[number]; tab: number; pauseMs: number };

/** Any step. */
export const step = fc.record({
  what: fc.constantFrom(...STEPS),
  tab: fc.nat(2),
  pauseMs: fc.constantFrom(...PAUSES_MS),
});

/** A browser with three tabs, and what must hold in each of them whatever happens. */
export class Walk {
  browser = new FakeBrowser();
  tabs: Tab[];
  openCalls = 0;
  sessions = 1;
  /** Why nothing private may be on the screen of a tab; null while it may. */
  reasonsToHide: (string | null)[] = [null, null, null];
  stored = [false, false, false];
  found: string[] = [];
  hasNoCookies = false;
  /**
   * How many ends each tab had told when the browser was last known to be signed in: by a sign-in, or by the server's word.
   * Either may bring back a tab that has not left yet.
   */
  endsBeforeSignIn = [0, 0, 0];

  /** How often a tab asked the identity provider, by session. */
  renewals = new Map<number, number>();

  constructor(relogin: "page" | "in-place", authMethod: "pwd" | "oidc") {
    const { server } = this.browser;
    server.authMethods = [authMethod];
    server.limits = { idleMs: 600_000, absoluteMs: 86_400_000 };
    const answer = server.answer.bind(server);
    server.answer = async (call) => this.answer(call, answer);
    const initial = server.snapshot();
    this.tabs = [0, 1, 2].map(() => this.browser.openTab({ initial, relogin, epoch: "epoch-1" }));
    for (const [index, { client }] of this.tabs.entries()) client.state.subscribe(() => this.look(index));
  }

  async answer(call: FakeRequest, usual: (call: FakeRequest) => Promise<Response>): Promise<Response> {
    const { browser } = this;
    if (call.path === "/api/sessions/revoke-all") return errorResponse("server_error", 500);
    if (call.path === "/api/auth/oidc/silent") {
      const end = browser.server.ended();
      if (this.isSignedOut() || (end && !isExpiry(end))) return errorResponse("not_authenticated", 401);
      this.renewals.set(this.sessions, (this.renewals.get(this.sessions) ?? 0) + 1);
    }
    const isSignIn = call.path === "/api/auth/login" || call.path === "/api/auth/oidc/silent/complete";
    if (isSignIn || call.path === "/api/auth/logout") {
      browser.epoch = `epoch-${++this.sessions}`;
      this.hasNoCookies = call.path === "/api/auth/logout";
      if (!this.hasNoCookies) {
        browser.signOutMarkers.clear();
        this.reasonsToHide.fill(null);
        this.countEnds();
      }
    }
    if (this.isSignedOut() && call.path === "/api/session")
      return json({ authenticated: false, serverTime: "" });
    if (this.isSignedOut() && call.path !== "/api/auth/logout")
      return errorResponse("not_authenticated", 401);
    if (call.path === "/api/session" && !browser.server.ended()) this.countEnds();
    return usual(call);
  }

  countEnds(): void {
    this.endsBeforeSignIn = this.tabs.map(({ ends }) => ends.length);
  }

  /** The server honours the marker of a sign-out that has not reached it. */
  isSignedOut(): boolean {
    return this.hasNoCookies || this.browser.signOutMarkers.size > 0;
  }

  isShown(index: number): boolean {
    const { user, isHidden, mismatch } = this.tab(index).client.state.get();
    return user !== null && !isHidden && !mismatch;
  }

  tab(index: number): Tab {
    return this.tabs[index] as Tab;
  }

  /** Called at every change of a tab's state: nothing private may be visible once the session is known to be over. */
  look(index: number): void {
    const reason = this.reasonsToHide[index];
    if (reason && this.isShown(index)) this.found.push(`tab ${index} is shown after ${reason}`);
  }

  call(index: number): void {
    this.openCalls++;
    const end = () => void this.openCalls--;
    void this.tab(index).client.authFetch("/api/x", { method: "POST", body: "{}" }).then(end, end);
  }

  async take({ what, tab: index, pauseMs }: Step): Promise<void> {
    const { browser } = this;
    const { server } = browser;
    const tab = this.tab(index);
    const wasSignedIn = tab.client.state.get().user !== null;
    if (what === "revoke") server.endReason = "admin";
    else if (what === "sign out elsewhere") {
      browser.epoch = `epoch-${++this.sessions}`;
      this.hasNoCookies = true;
      tab.receive("signed-out");
    } else if (what === "sign out here") {
      void tab.client.logout();
      this.mustHide(index, "its own sign-out");
    } else if (what === "fail to sign out everywhere") {
      const end = () => tab.client.call("/api/sessions/revoke-all", { method: "POST" });
      void tab.client.withPlannedSignOut("revoked_everywhere", end).catch(noop);
    } else if (what === "relogin") void tab.client.relogin("correct horse").catch(noop);
    else if (what === "give up") tab.client.abandonRelogin();
    else if (what === "call") this.call(index);
    else if (what === "check") void tab.client.checkSession().catch(noop);
    else if (what === "offline" || what === "online") browser.isOffline = what === "offline";
    else if (what === "sleep") browser.sleep(pauseMs * 10);
    else if (what === "wake") tab.wake();
    else if (what === "come back after the idle limit") await this.comeBack(index);
    else if (what === "touch") tab.input();
    else if (what === "post a form in vain") tab.client.markLeaving();
    else if (what === "expire tokens") server.expireTokens();
    else if (what === "bfcache") {
      tab.storeInBfcache();
      this.stored[index] = true;
      if (wasSignedIn && this.isShown(index)) this.found.push(`tab ${index} is shown in the cache`);
    } else if (what === "restore" && this.stored[index]) {
      this.stored[index] = false;
      tab.restoreFromBfcache();
    } else if (what === "news" || what === "forged news") {
      if (what === "news") server.endReason = "user";
      tab.receive("signed-out");
      if (this.isShown(index)) this.found.push(`tab ${index} is shown unconfirmed`);
    } else if (what === "forged end") {
      tab.receive("ended s-1");
    }
    await browser.clock.advance(pauseMs);
    // A part that was asked for may come later than the test's clock on a busy machine.
    await vi.dynamicImportSettled();
    await browser.clock.advance(0);
    if (pauseMs === 70_000) this.lookAtLimits();
  }

  /** The tab finds its session over by a call; then its user touches it. */
  async comeBack(index: number): Promise<void> {
    const { clock, server } = this.browser;
    server.endReason ??= "idle";
    server.expireTokens();
    this.call(index);
    await clock.advance(0);
    await vi.dynamicImportSettled();
    this.tab(index).input();
    await clock.advance(0);
    await vi.dynamicImportSettled();
  }

  /** A limit has passed by this device's clock: every tab is hidden, whether or not the server can be reached. */
  lookAtLimits(): void {
    const { clock, server } = this.browser;
    if (clock.now < server.lastPresence + 600_000) return;
    for (const index of [0, 1, 2]) {
      if (this.isShown(index)) this.found.push(`tab ${index} is shown after a limit`);
    }
  }

  mustHide(index: number, reason: string): void {
    this.reasonsToHide[index] = reason;
    this.look(index);
  }

  /** A page must be visible, ask for the password, be leaving, or never have been a user's. */
  isAtDeadEnd(index: number): boolean {
    const { client, visited, ends } = this.tab(index);
    return !(this.isShown(index) || client.state.get().sessionEnd || visited.length > 0 || ends.length > 0);
  }
}

function noop(): void {}
