/**
 * A walk of three tabs through what can happen to two accounts of one browser. A page that is left is followed by the next
 * document of its tab.
 */
import { bob, FakeAccounts } from "@/lib/client/testing/fake-accounts";
import { FakeBrowser, type Tab } from "@/lib/client/testing/fake-browser";
import { ada, type FakeRequest } from "@/lib/client/testing/fake-server";
import type { UserView } from "@/lib/session/contract";
import { createSessionMutations, type SessionMutations } from "./session-mutations";
import { createTemplateTokens } from "./template-tokens";

export const STEPS = [
  "switch to the other",
  "switch to its own",
  "switch elsewhere, unheard",
  "sign in elsewhere",
  "sign out its own",
  "sign out the other",
  "sign out all",
  "end its own",
  "call",
  "token",
  "check",
  "refresh",
  "expire tokens",
  "wake",
  "bfcache",
  "restore",
  "forged sign-out",
  "forged sign-in",
  "forged end",
  "slow answers",
  "fast answers",
] as const;

export interface Step {
  what: (typeof STEPS)[number];
  tab: number;
  pauseMs: number;
}

/** One page of a tab. It belongs to the first user whom it was seen with, for good. */
interface Document {
  tab: Tab;
  owner: UserView | null;
  mutations: SessionMutations;
  isStored: boolean;
  /** Whether its own user is ending the session in it. */
  isSigningOut: boolean;
  /** Whether a user was signed in when it was last looked at. */
  wasSignedIn: boolean;
}

/** An answer that takes so long arrives after what happened meanwhile. */
const SLOW_MS = 3_000;
/** These answers carry cookies: whom the browser acts for changes as they arrive. */
const COOKIE_CHANGES = ["/api/session/switch", "/api/auth/login", "/api/auth/logout"];

export class AccountWalk {
  browser = new FakeBrowser();
  accounts = new FakeAccounts(this.browser, [bob, ada]);
  documents: Document[];
  found: string[] = [];
  openCalls = 0;
  #delayMs = 0;
  #relogin: "page" | "in-place";
  /** Documents by the number of their tab in the fake browser. */
  #byNumber = new Map<number, Document>();
  #opened = 0;

  constructor(relogin: "page" | "in-place") {
    this.#relogin = relogin;
    const { server, clock } = this.browser;
    const answer = server.answer.bind(server);
    server.answer = async (request) => {
      const wait = () => new Promise<void>((resolve) => void clock.after(this.#delayMs, resolve));
      const isSlow = this.#delayMs > 0;
      if (isSlow && COOKIE_CHANGES.includes(request.path)) await wait();
      const response = await this.#answer(request, answer);
      if (isSlow && !COOKIE_CHANGES.includes(request.path)) await wait();
      return response;
    };
    this.documents = [0, 1, 2].map(() => this.#open(this.accounts.initial()));
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

  #open(initial: ReturnType<FakeAccounts["initial"]>): Document {
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
  #look(document: Document): void {
    const { user, sessionEnd, isHidden, mismatch, status } = document.tab.client.state.get();
    document.owner ??= user;
    const { owner } = document;
    if (user && user.id !== owner?.id && !isHidden && !mismatch)
      this.found.push(`a page of ${owner?.id} is shown to ${user.id}`);
    if (sessionEnd && sessionEnd.user.id !== owner?.id) this.found.push("a page waits for another user");
    const isEnded = document.wasSignedIn && status === "signed-out" && !document.isSigningOut;
    document.wasSignedIn = status === "signed-in";
    if (isEnded && owner && this.#isSignedIn(owner))
      this.found.push(`a page of ${owner.id} ends, who is signed in`);
  }

  #isSignedIn(user: UserView): boolean {
    return this.accounts.list().some((one) => one.user.id === user.id && one.endedReason === null);
  }

  async take({ what, tab: index, pauseMs }: Step): Promise<void> {
    const document = this.documents[index] as Document;
    this.#act(what, document);
    await this.browser.clock.advance(pauseMs);
    this.#followNavigations();
  }

  #act(what: Step["what"], document: Document): void {
    const { accounts } = this;
    const { tab, mutations } = document;
    const own = document.owner ?? ada;
    const other = own.id === ada.id ? bob : ada;
    const idOf = (user: UserView) =>
      accounts.list().find((one) => one.user.id === user.id)?.sessionId ?? "s-0";
    if (what === "switch to the other") this.#track(mutations.switchSignIn(idOf(other)));
    else if (what === "switch to its own") this.#track(mutations.switchSignIn(idOf(own)));
    else if (what === "switch elsewhere, unheard") {
      if (this.#isSignedIn(other)) accounts.switchTo(other);
    } else if (what === "sign in elsewhere") {
      accounts.signIn(other);
      tab.receive("signed-in");
    } else if (what === "sign out its own" || what === "sign out all") {
      document.isSigningOut = true;
      this.#track(mutations.signOut(what === "sign out all" ? undefined : idOf(own)));
    } else if (what === "sign out the other") this.#track(mutations.signOut(idOf(other)));
    else if (what === "end its own") {
      const listed = accounts.accounts.find(({ user }) => user.id === own.id);
      if (listed) listed.endedReason ??= "admin";
    } else if (what === "call") this.#track(tab.client.authFetch("/api/x", { method: "POST", body: "{}" }));
    else if (what === "token") this.#track(mutations.getToken("reports"));
    else if (what === "check") this.#track(tab.client.checkSession());
    else if (what === "refresh") this.#track(tab.client.forceRefresh());
    else if (what === "expire tokens") accounts.expireTokens();
    else if (what === "wake") tab.wake();
    else if (what === "bfcache") {
      tab.storeInBfcache();
      document.isStored = true;
    } else if (what === "restore") this.#restore(document);
    else if (what === "forged sign-out") tab.receive("signed-out");
    else if (what === "forged sign-in") tab.receive("signed-in");
    else if (what === "forged end") {
      const end = { sessionId: idOf(own), reason: "user", at: "", by: null, from: null };
      tab.receive(JSON.stringify({ ended: end }));
    } else this.#delayMs = what === "slow answers" ? SLOW_MS : 0;
  }

  #restore(document: Document): void {
    if (!document.isStored) return;
    document.isStored = false;
    document.tab.restoreFromBfcache();
  }

  #track(work: Promise<unknown>): void {
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
    this.#delayMs = 0;
    for (const document of this.documents) this.#restore(document);
    for (let round = 0; round < 3; round++) {
      await this.browser.clock.advance(15_000);
      for (const { tab } of this.documents) tab.wake();
      await this.browser.clock.advance(5_000);
      this.#followNavigations();
    }
  }

  /** @returns what is wrong with a page at rest; null when it is as its account is */
  faultOf({ tab, owner }: Document): string | null {
    const { user, isHidden, mismatch, sessionEnd } = tab.client.state.get();
    if (!owner) return user ? "a visitor's page has a user" : null;
    const isActive = this.accounts.initial()?.user.id === owner.id;
    const isShown = user?.id === owner.id && !isHidden && !mismatch;
    if (isActive !== isShown) return `${owner.id} is ${isActive ? "" : "not "}active, and shown: ${isShown}`;
    const isSetAside = mismatch || sessionEnd !== null;
    return isShown || isSetAside ? null : `a page of ${owner.id} is blank`;
  }
}
