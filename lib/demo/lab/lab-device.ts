import { calculateJwkThumbprint } from "jose";
import { newDeviceKey } from "@/lib/client/browser/device-key";
import { crashBeforeCommit } from "@/lib/server/demo/crashed-refresh";
import { openSandboxSession } from "@/lib/server/demo/sandbox-users";
import { isFailure } from "@/lib/session/failure";
import { type LoginReason, parseLoginReason } from "@/lib/session/reasons";
import type { UserRecord } from "@/lib/session/session";
import type { Texts } from "@/lib/texts/catalogue";
import { readRequestContext } from "@/lib/web/request/request-context";
import type { HandlerResponse } from "@/lib/web/simulated-browser/handler-browser";
import { type LabBrowser, type LabRequest, REFRESH } from "./lab-browser";
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

/** What happens on no account of a device. */
type LabNote = "serverRestarts" | "serverAway" | "serverBack" | "networkOff" | "networkOn";

/** What all devices of a run share. */
export interface LabAccount {
  user: UserRecord;
  password: string;
  timeline: Timeline;
  /** In the language of the visitor. */
  texts: { steps: Texts<"labSteps">; ends: Texts<"sessionEnd"> };
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
    const boundKey = browser.key && (await calculateJwkThumbprint(browser.key.publicJwk));
    const grant = await openSandboxSession(this.#account.user, client, { rememberMe, boundKey });
    if (isFailure(grant)) throw new Error(`a device is not signed in: ${grant.code}`);
    await browser.signInWith(grant);
    this.#isNewToken();
    this.#add("token", bound ? this.#own.signInBound : this.#own.signIn, this.token);
  }

  /** Sends its newest token. @param options.answer whether the answer arrives; a lost one changes nothing here */
  async refresh({ answer = "arrives" }: { answer?: "arrives" | "lost" } = {}): Promise<LabAnswer> {
    const isLost = answer === "lost";
    return this.request({ method: "POST", path: REFRESH, bearer: null, loseAnswer: isLost });
  }

  /** Sends its newest token from a tab that is frozen before the answer arrives. */
  async refreshAndFreeze(): Promise<LateAnswer> {
    const refresh = this.#own.refresh({ token: this.token });
    const wakes = this.#steps.tabWakes({ token: this.token + 1 });
    const response = await this.browser.request({
      method: "POST",
      path: REFRESH,
      bearer: null,
      loseAnswer: true,
    });
    this.#isNewToken(this.browser.tokenIn(response));
    this.#add("lost", this.#steps.frozen({ act: refresh }));
    return {
      arrive: () => {
        this.browser.receive(response);
        this.#add("note", wakes);
      },
    };
  }

  /** Uses the app with the access token that it has. */
  async use(): Promise<LabAnswer> {
    const answer = await this.browser.request({ method: "GET", path: "/api/me" });
    const result = this.#read(answer);
    const act = this.#own.use;
    if (result.ok) this.#add("used", this.#steps.answered({ act }));
    else this.#addRefusal(act, result);
    return result;
  }

  /** Copies the cookies and the access token of another device. */
  stealsFrom(victim: LabDevice): void {
    this.browser.copyFrom(victim.browser);
    const { token } = this;
    this.#account.timeline.add("stolen", this.lane, this.#own.copies({ token }), {
      token,
      from: victim.lane,
    });
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
    this.#add("note", this.#own.asksToSignOut);
    return answer;
  }

  /** Ends the session of another device, as its row in the list of devices does. */
  async endSessionOf(other: LabDevice): Promise<LabAnswer> {
    const id = other.browser.newestToken()?.sessionId ?? "";
    const answer = this.#read(
      await this.browser.request({ method: "DELETE", path: `/api/sessions/${id}`, json: {} }),
    );
    const { isSignedOut } = this.#steps[other.lane];
    this.#account.timeline.add("note", other.lane, isSignedOut, { from: this.lane });
    return answer;
  }

  /** Sends its newest token to a server that dies before its commit. @returns whether all was taken back */
  async refreshAtDyingServer(): Promise<boolean> {
    const { client } = await readRequestContext({ headers: new Headers(this.browser.headers) });
    const crashed = await crashBeforeCommit(this.browser.newestToken()?.token ?? "", client);
    this.#add("lost", this.#steps.serverDies({ act: this.#own.refresh({ token: this.token }) }));
    return crashed;
  }

  /** @returns a function that puts the cookies of now back, as a browser does that was killed before it saved newer ones */
  saveCookies(): () => void {
    const saved = this.browser.jar.copy();
    return () => {
      this.browser.replaceCookies(saved);
      const { token } = this;
      this.#add("note", this.#own.restarts({ token }), token);
    };
  }

  /** Appends a step that has no answer. */
  note(note: LabNote): void {
    this.#add("note", this.#steps[note]);
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
      const act = request.path === REFRESH ? this.#own.refresh({ token: before }) : this.#own.changePassword;
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
    const token = this.browser.tokenIn(response);
    const { gets, getsAgain } = this.#own;
    const received = this.#isNewToken(token) ? gets : getsAgain;
    if (isLost) this.#add("lost", this.#steps.lost({ act, token }), token);
    else this.#add("token", received({ act, token }), token);
  }

  #addRefusal(act: string, { code, reason }: LabAnswer): void {
    const { steps, ends } = this.#account.texts;
    if (reason) this.#add("ended", steps.ended({ act, reason: ends.login[reason] }));
    else this.#add("refused", steps.refused({ act, code: code ?? "" }));
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

  get #steps(): Texts<"labSteps"> {
    return this.#account.texts.steps;
  }

  /** The sentences about this device. */
  get #own(): Texts<"labSteps">[LaneName] {
    return this.#steps[this.lane];
  }

  #add(kind: "token" | "lost" | "used" | "refused" | "ended" | "note", text: string, token?: number): void {
    this.#account.timeline.add(kind, this.lane, text, { ...(token !== undefined && { token }) });
  }
}
