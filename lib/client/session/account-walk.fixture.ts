/**
 * A walk of four tabs through what can happen to two accounts of one browser. A page that is left is followed by the next
 * document of its tab.
 */
import { expect } from "vitest";
import { bob, FakeAccounts } from "@/lib/client/fakes/fake-accounts";
import { FakeBrowser, type Tab } from "@/lib/client/fakes/fake-browser";
import { ada, type FakeRequest } from "@/lib/client/fakes/fake-server";
import type { UserView } from "@/lib/session/contract";
import { createSessionMutations, type SessionMutations } from "./session-mutations";
import { createTemplateTokens } from "./template-tokens";
// Parts that load when they are needed: the clock of a test does not wait for them.
import "@/lib/client/http/proven-fetch";
import "./account-actions";
import "./silent-sign-in";

/** One page of a tab. It belongs to the first user who was signed in on it, for good. */
export interface PageDocument {
  tab: Tab;
  owner: UserView | null;
  mutations: SessionMutations;
  isStored: boolean;
  /** Whether its own user is ending the session in it. */
  isSigningOut: boolean;
  /** Whether a user was signed in when it was last looked at. */
  wasSignedIn: boolean;
}

/** These answers carry cookies: the account the browser acts for changes as they arrive. */
const COOKIE_CHANGES = ["/api/session/switch", "/api/auth/login", "/api/auth/logout"];

export class AccountWalk {
  browser = new FakeBrowser();
  accounts = new FakeAccounts(this.browser, [bob, ada]);
  documents: PageDocument[];
  found: string[] = [];
  openCalls = 0;
  /** How long answers take. */
  delayMs = 0;
  #relogin: "page" | "in-place";
  /** Documents by the number of their tab in the fake browser. */
  #byNumber = new Map<number, PageDocument>();
  #opened = 0;

  constructor(relogin: "page" | "in-place") {
    this.#relogin = relogin;
    const { server, clock } = this.browser;
    const answer = server.answer.bind(server);
    server.answer = async (request) => {
      const wait = () => new Promise<void>((resolve) => void clock.after(this.delayMs, resolve));
      const isSlow = this.delayMs > 0;
      if (isSlow && COOKIE_CHANGES.includes(request.path)) await wait();
      const response = await this.#answer(request, answer);
      if (isSlow && !COOKIE_CHANGES.includes(request.path)) await wait();
      return response;
    };
    this.documents = [0, 1, 2, 3].map(() => this.#open(this.accounts.initial()));
  }

  /** What the server does for a tab, it does for the user of its page. */
  async #answer(
    request: FakeRequest,
    answer: (request: FakeRequest) => Promise<Response>,
  ): Promise<Response> {
    const before = this.accounts.acts.length;
    const response = await answer(request);
    for (const { tab, path, userId } of this.accounts.acts.slice(before)) {
      const owner = this.#byNumber.get(tab)?.owner;
      if (owner?.id !== userId) this.found.push(`${path} for ${userId} in a tab of ${owner?.id}`);
    }
    return response;
  }

  #open(initial: ReturnType<FakeAccounts["initial"]>): PageDocument {
    const { epoch } = this.browser;
    const tab = this.browser.openTab({ initial, relogin: this.#relogin, epoch });
    const { client, env } = tab;
    const tokens = createTemplateTokens(client, env);
    const mutations = createSessionMutations(client, { tokens, clearData: () => {} });
    const owner = initial?.user ?? null;
    const document = {
      tab,
      owner,
      mutations,
      isStored: false,
      isSigningOut: false,
      wasSignedIn: initial !== null,
    };
    this.#byNumber.set(++this.#opened, document);
    client.state.subscribe(() => this.#look(document));
    return document;
  }

  /** Called at every change: a page is never shown to another user, and never ends while its account is signed in. */
  #look(document: PageDocument): void {
    const { user, sessionEnd, isHidden, mismatch, status } = document.tab.client.state.get();
    document.owner ??= user;
    const { owner } = document;
    if (user && user.id !== owner?.id && !isHidden && !mismatch)
      this.found.push(`a page of ${owner?.id} is shown to ${user.id}`);
    if (sessionEnd && sessionEnd.user.id !== owner?.id) this.found.push("a page waits for another user");
    const isEnded = document.wasSignedIn && status === "signed-out" && !document.isSigningOut;
    document.wasSignedIn = status === "signed-in";
    if (isEnded && owner && this.isSignedIn(owner))
      this.found.push(`a page of ${owner.id} ends, who is signed in`);
  }

  isSignedIn(user: UserView): boolean {
    return this.accounts.list().some((one) => one.user.id === user.id && one.endedReason === null);
  }

  /** Takes a step in the page that a tab shows, and lets so much time pass. */
  async take(act: (document: PageDocument) => void, tab: number, pauseMs: number): Promise<void> {
    act(this.documents[tab] as PageDocument);
    await this.browser.clock.advance(pauseMs);
    this.#followNavigations();
  }

  /** Loads a tab anew: the server renders the page of the account that is active by now. */
  reload(at: number): void {
    this.documents[at]?.tab.close();
    this.documents[at] = this.#open(this.accounts.initial());
  }

  restore(document: PageDocument): void {
    if (!document.isStored) return;
    document.isStored = false;
    document.tab.restoreFromBfcache();
  }

  /** A call that must end, whatever comes of it. */
  track(work: Promise<unknown>): void {
    this.openCalls++;
    const end = () => void this.openCalls--;
    void work.then(end, end);
  }

  /** A page that was left is followed by the one that the server renders then. */
  #followNavigations(): void {
    this.documents = this.documents.map((document) => {
      const { visited, ends, client, close } = document.tab;
      const to = visited.at(-1) ?? ends.at(-1)?.loginPath;
      if (to === undefined) return document;
      client.abandonRelogin();
      close();
      return this.#open(to.startsWith("/login") ? null : this.accounts.initial());
    });
  }

  /** Lets everything come to rest: every answer arrives, and every page is looked at. */
  async settle(): Promise<void> {
    this.delayMs = 0;
    for (const document of this.documents) this.restore(document);
    for (let round = 0; round < 3; round++) {
      await this.browser.clock.advance(15_000);
      for (const { tab } of this.documents) tab.wake();
      await this.browser.clock.advance(5_000);
      this.#followNavigations();
    }
  }

  /** @returns what is wrong with a page at rest; null when it is as its account is */
  faultOf({ tab, owner }: PageDocument): string | null {
    const { user, isHidden, mismatch, sessionEnd } = tab.client.state.get();
    if (!owner) return user ? "a visitor's page has a user" : null;
    const isActive = this.accounts.initial()?.user.id === owner.id;
    const isShown = user?.id === owner.id && !isHidden && !mismatch;
    if (isActive !== isShown) return `${owner.id} is ${isActive ? "" : "not "}active, and shown: ${isShown}`;
    const isSetAside = mismatch || sessionEnd !== null;
    return isShown || isSetAside ? null : `a page of ${owner.id} is blank`;
  }
}

/** Every call of a walk has ended, whatever came of it. */
export async function expectNoOpenCall(walk: AccountWalk): Promise<void> {
  for (const { tab } of walk.documents) tab.client.abandonRelogin();
  await walk.browser.clock.advance(90_000);
  expect(walk.openCalls).toBe(0);
}
