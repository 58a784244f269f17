import { crashBeforeCommit } from "@/lib/server/demo/crashed-refresh";
import { newDeviceKey } from "@/lib/server/testing/device-key";
import { openSessionWithoutPassword } from "@/lib/server/testing/open-session";
import { type LoginReason, parseLoginReason } from "@/lib/session/reasons";
import type { UserRecord } from "@/lib/session/session";
import { sessionEnd } from "@/lib/texts/en/session-end";
import { readRequestContext } from "@/lib/web/request/request-context";
import type { HandlerResponse } from "@/lib/web/simulated-browser/handler-browser";
import { type LabBrowser, type LabRequest, REFRESH } from "./lab-browser";
import { sentence, verbFor } from "./sentence";
import type { LaneName, Timeline } from "./timeline";

/** What a device got from the server. */
export interface LabAnswer {
  ok: boolean;
  /** The error code; null for a success. */
  code: string | null;
  /** Why the session is over; null when the answer does not say so. */
  reason: LoginReason | null;
  /** The number of the newest token that the device holds now, from 1; 0 without one. */
  token: number;
}

/** The answer to a tab that is frozen. */
export interface LateAnswer {
  /** The tab wakes. */
  arrive(): void;
}

/** What all devices of a run share. */
export interface LabAccount {
  user: UserRecord;
  password: string;
  timeline: Timeline;
  /** The tokens that were given so far, as session and generation. */
  given: Set<string>;
}

/** One device of the lab. Each of its steps appends to the timeline what happened. */
export class LabDevice {
  readonly lane: LaneName;
  readonly browser: LabBrowser;
  readonly #account: LabAccount;

  constructor(lane: LaneName, browser: LabBrowser, account: LabAccount) {
    this.lane = lane;
    this.browser = browser;
    this.#account = account;
  }

  /** The number of the newest token that the device holds, from 1; 0 without one. */
  get token(): number {
    const held = this.browser.newestToken();
    return held ? held.generation + 1 : 0;
  }

  /** @param options.bound whether the session is bound to a key that cannot leave the device */
  async signIn({ rememberMe = false, bound = false } = {}): Promise<void> {
    const { browser } = this;
    browser.key = bound ? await newDeviceKey() : null;
    const { client } = await readRequestContext({ headers: new Headers(browser.headers) });
    const options = { rememberMe, boundKey: browser.key?.thumbprint ?? null };
    await browser.signInWith(await openSessionWithoutPassword(this.#account.user, client, options));
    this.#isNewToken();
    this.#add(
      "token",
      this.#says("sign", bound ? "in, with a key that stays on the device" : "in"),
      this.token,
    );
  }

  /** Sends its newest token. @param options.answer whether the answer arrives; a lost one changes nothing here */
  async refresh({ answer = "arrives" }: { answer?: "arrives" | "lost" } = {}): Promise<LabAnswer> {
    const isLost = answer === "lost";
    return this.request({ method: "POST", path: REFRESH, bearer: null, loseAnswer: isLost });
  }

  /** Sends its newest token from a tab that is frozen before the answer arrives. */
  async refreshAndFreeze(): Promise<LateAnswer> {
    const before = this.token;
    const response = await this.browser.request({
      method: "POST",
      path: REFRESH,
      bearer: null,
      loseAnswer: true,
    });
    this.#isNewToken(this.browser.tokenIn(response));
    const rest = `with token ${before} in a tab that freezes before the answer arrives`;
    this.#add("lost", this.#says("refresh", rest));
    return {
      arrive: () => {
        this.browser.receive(response);
        this.#add("note", `The frozen tab wakes, and its answer with token ${before + 1} arrives`);
      },
    };
  }

  /** Uses the app with the access token that it has. */
  async use(): Promise<LabAnswer> {
    const answer = await this.browser.request({ method: "GET", path: "/api/me" });
    const result = this.#read(answer);
    const used = this.#says("use", "the app");
    if (result.ok) this.#add("used", `${used}, and it answers`);
    else this.#addRefusal(used, result);
    return result;
  }

  /** Copies the cookies and the access token of another device. */
  stealsFrom(victim: LabDevice): void {
    this.browser.copyFrom(victim.browser);
    this.#account.timeline.add(
      "stolen",
      this.lane,
      this.#says("copy", `the cookies with token ${this.token}`),
      {
        token: this.token,
        from: victim.lane,
      },
    );
  }

  /** Changes the password, as a user who knows the one there is. */
  async changePassword(): Promise<LabAnswer> {
    const { password } = this.#account;
    const json = { currentPassword: password, newPassword: `${password}, changed` };
    return this.request({ method: "POST", path: "/api/me/password", json });
  }

  async signOut(): Promise<LabAnswer> {
    const answer = this.#read(
      await this.browser.request({ method: "POST", path: "/api/auth/logout", json: {} }),
    );
    this.#add("note", this.#says("ask", "to sign the session out"));
    return answer;
  }

  /** Ends the session of another device, as its row in the list of devices does. */
  async endSessionOf(other: LabDevice): Promise<LabAnswer> {
    const id = other.browser.newestToken()?.sessionId ?? "";
    const answer = this.#read(
      await this.browser.request({ method: "DELETE", path: `/api/sessions/${id}`, json: {} }),
    );
    const text = sentence(other.lane, "are", "signed out from another device");
    this.#account.timeline.add("note", other.lane, text, { from: this.lane });
    return answer;
  }

  /** Sends its newest token to a server that dies before its commit. @returns whether all was taken back */
  async refreshAtDyingServer(): Promise<boolean> {
    const { client } = await readRequestContext({ headers: new Headers(this.browser.headers) });
    const crashed = await crashBeforeCommit(this.browser.newestToken()?.token ?? "", client);
    this.#add(
      "lost",
      `${this.#says("refresh", `with token ${this.token}`)}: the server dies before it commits`,
    );
    return crashed;
  }

  /** @returns a function that puts the cookies of now back, as a browser does that was killed before it saved newer ones */
  saveCookies(): () => void {
    const saved = this.browser.jar.copy();
    return () => {
      this.browser.replaceCookies(saved);
      this.#add("note", this.#says("start", `again with the saved cookies: token ${this.token}`), this.token);
    };
  }

  /** Appends a step that has no answer. */
  note(text: string): void {
    this.#add("note", text);
  }

  /** Sends a request that may be answered with a token, and tells what came of it. */
  async request(request: LabRequest): Promise<LabAnswer> {
    return this.#read(await this.send(request));
  }

  /** The same. @returns the response as it came */
  async send(request: LabRequest): Promise<HandlerResponse> {
    const before = this.token;
    const response = await this.browser.request(request);
    if (request.path === REFRESH || request.path === "/api/me/password") {
      const act =
        request.path === REFRESH
          ? this.#says("refresh", `with token ${before}`)
          : this.#says("change", "the password");
      this.#tell(act, response, request.loseAnswer === true);
    }
    return response;
  }

  #tell(act: string, response: HandlerResponse, isLost: boolean): void {
    const result = this.#read(response);
    if (!result.ok) {
      this.#addRefusal(act, result);
      return;
    }
    const issued = this.browser.tokenIn(response);
    const isNew = this.#isNewToken(issued);
    if (isLost) this.#add("lost", `${act}: the answer with token ${issued} is lost`, issued);
    else {
      const gets = `and ${verbFor(this.lane, "get")} token ${issued}${isNew ? "" : " again"}`;
      this.#add("token", `${act} ${gets}`, issued);
    }
  }

  #addRefusal(act: string, { code, reason }: LabAnswer): void {
    if (reason) this.#add("ended", `${act}: the session is over. “${sessionEnd.login[reason]}”`);
    else this.#add("refused", `${act}: refused (${code})`);
  }

  #read({ status, json }: HandlerResponse): LabAnswer {
    const ok = status < 400;
    return {
      ok,
      code: ok ? null : (json?.error ?? String(status)),
      reason: ok ? null : parseLoginReason(json?.details?.reason),
      token: this.token,
    };
  }

  /** @returns whether no device was given this token before */
  #isNewToken(token = this.token): boolean {
    const { given } = this.#account;
    const name = `${this.browser.newestToken()?.sessionId} ${token}`;
    const isNew = !given.has(name);
    given.add(name);
    return isNew;
  }

  #says(verb: string, rest: string): string {
    return sentence(this.lane, verb, rest);
  }

  #add(kind: "token" | "lost" | "used" | "refused" | "ended" | "note", text: string, token?: number): void {
    this.#account.timeline.add(kind, this.lane, text, { ...(token !== undefined && { token }) });
  }
}
