/**
 * A server with several accounts on one browser: it acts for the active one, by cookie, and for any living one by its
 * access token. Each change of the active account moves the epoch, when its answer arrives.
 */
import type { AccountView, SessionView, UserView } from "@/lib/session/contract";
import type { EndReason } from "@/lib/session/reasons";
import type { FakeBrowser } from "./fake-browser";
import { ada, endedResponse, errorResponse, type FakeRequest, json, sessionOf } from "./fake-server";

export const bob: UserView = { ...ada, id: "u-bob", email: "bob@example.com", name: "Bob" };

interface FakeAccount {
  user: UserView;
  session: SessionView;
  endedReason: EndReason | null;
}

interface FakeBody {
  sessionId?: string;
  expectedUserId?: string;
  expectedSessionId?: string;
  email?: string;
  organizationId?: string | null;
}

/** What the server did for a tab. */
export interface FakeAct {
  tab: number;
  path: string;
  /** The user it acted for. */
  userId: string;
}

export class FakeAccounts {
  accounts: FakeAccount[] = [];
  /** The id of the active session. */
  active: string | null = null;
  acts: FakeAct[] = [];
  /** The organization of each session. */
  organizations = new Map<string, string | null>();
  #browser: FakeBrowser;
  #owners = new Map<string, FakeAccount>();
  #epochs = 1;
  #sessions = 0;

  /** Answers for `browser` from now on, unless a test has put an answer in line there. */
  constructor(browser: FakeBrowser, users = [ada, bob]) {
    this.#browser = browser;
    for (const user of users) this.signIn(user);
    this.active = this.accounts[0]?.session.id ?? null;
    const { server } = browser;
    const usual = server.usualAnswer.bind(server);
    server.usualAnswer = (request) => this.#answer(request) ?? usual(request);
  }

  /** What the server renders a page of the active account with. */
  initial() {
    const found = this.#find(this.active);
    return found && !found.endedReason ? { user: found.user, session: found.session } : null;
  }

  of(user: UserView): FakeAccount {
    const found = this.accounts.find((account) => account.user.id === user.id);
    if (!found) throw new Error(`${user.name} is not listed`);
    return found;
  }

  /** Signs a user in, who becomes active: by a test, as in another tab. */
  signIn(user: UserView): FakeAccount {
    const account = { user, session: sessionOf(`s-${++this.#sessions}`, true), endedReason: null };
    this.accounts = [account, ...this.accounts.filter((other) => other.user.id !== user.id)];
    this.#activate(account.session.id);
    return account;
  }

  /** Makes an account active, as another tab does that sends no message. */
  switchTo(user: UserView): void {
    this.#activate(this.of(user).session.id);
  }

  /** No access token is good any more. */
  expireTokens(): void {
    this.#owners.clear();
  }

  list(): AccountView[] {
    return this.accounts
      .map(({ user, session, endedReason }) => {
        const active = session.id === this.active;
        return { sessionId: session.id, user, active, endedReason };
      })
      .sort((one, other) => Number(other.active) - Number(one.active));
  }

  #activate(sessionId: string | null): void {
    this.active = sessionId;
    this.#browser.epoch = `epoch-${++this.#epochs}`;
  }

  #find(sessionId: unknown): FakeAccount | undefined {
    return this.accounts.find(({ session }) => session.id === sessionId);
  }

  #issue(account: FakeAccount) {
    const view = { ...this.#browser.server.issue(), session: account.session };
    this.#owners.set(view.accessToken, account);
    return view;
  }

  #signInView(account: FakeAccount): Response {
    return json({ status: "complete", user: account.user, ...this.#issue(account) });
  }

  /** @returns null for an endpoint that knows no accounts */
  #answer(request: FakeRequest): Response | null {
    const body = (request.body ?? {}) as FakeBody;
    const active = this.#find(this.active);
    const bearer = request.token === null ? undefined : this.#owners.get(request.token);
    const { tab, path } = request;
    const act = ({ user }: FakeAccount) => this.acts.push({ tab, path, userId: user.id });
    switch (path) {
      case "/api/session":
        return json({ ...this.#current(active), ...this.#browserView() });
      case "/api/session/switch": {
        const target = this.#find(body.sessionId);
        if (!target) return errorResponse("not_found", 404);
        if (target.endedReason) return endedResponse(target.endedReason);
        this.#activate(target.session.id);
        return this.#signInView(target);
      }
      case "/api/auth/refresh": {
        if (!active) return errorResponse("not_authenticated", 401);
        const { expectedUserId = active.user.id, expectedSessionId = active.session.id } = body;
        if (expectedUserId !== active.user.id || expectedSessionId !== active.session.id)
          return errorResponse("session_mismatch", 409);
        if (active.endedReason) return endedResponse(active.endedReason);
        act(active);
        return json(this.#issue(active));
      }
      case "/api/auth/login":
        return this.#signInView(this.signIn(body.email === bob.email ? bob : ada));
      case "/api/auth/logout":
        return this.#signOut(body.sessionId ?? null);
      default: {
        if (!bearer || bearer.endedReason) return errorResponse("token_expired", 401);
        act(bearer);
        return this.#call(path, body, bearer, active);
      }
    }
  }

  #call(path: string, body: FakeBody, bearer: FakeAccount, active: FakeAccount | undefined): Response | null {
    const serverTime = this.#browser.server.time();
    if (path === "/api/session/activity") return json({ ...bearer.session, serverTime });
    const isRotation = path === "/api/session/organization" || path === "/api/session/workspace";
    if (!isRotation) return json({ path, userId: bearer.user.id });
    if (bearer !== active) return errorResponse("session_mismatch", 409);
    const { organizationId = null } = body;
    this.organizations.set(bearer.session.id, organizationId);
    return json({ ...this.#issue(bearer), ...this.#browserView() });
  }

  #current(active: FakeAccount | undefined): object {
    const serverTime = this.#browser.server.time();
    if (!active) return { authenticated: false, serverTime };
    const { user, session, endedReason: reason } = active;
    return reason
      ? { authenticated: false, reason, serverTime }
      : { authenticated: true, user, session, serverTime };
  }

  #browserView(): object {
    const id = this.organizations.get(this.active ?? "") ?? null;
    const organization = id && { organization: { id }, role: "member" };
    return { signIns: this.list(), attempts: [], organization, workspace: null, impersonator: null };
  }

  #signOut(sessionId: string | null): Response {
    const isLeft = (account: FakeAccount) => sessionId !== null && account.session.id !== sessionId;
    for (const account of this.accounts.filter((one) => !isLeft(one))) account.endedReason = "signed_out";
    this.accounts = this.accounts.filter(isLeft);
    this.#activate(this.#find(this.active) ? this.active : null);
    return new Response(null, { status: 204 });
  }
}
