/** Records every request of several browsers to one session, and checks that the history is linearizable. */
import { expect } from "@playwright/test";
import { type HttpBrowser, type HttpResponse, isConnectionError, isUnavailable } from "./http-browser";
import { linearize, type Operation } from "./linearizability";
import { refreshCookiesIn } from "./refresh-cookies";
import { type HeldToken, type SessionOp, sessionModel } from "./session-model";

/** A response, or null when the connection was lost before one arrived. */
export type ObservedResponse = HttpResponse | null;

/** The history of one session: every operation of every browser that uses or ends it. */
export class HistoryRecorder {
  readonly #operations: Operation<SessionOp>[] = [];
  readonly #sessionId: string;
  readonly #start: HeldToken;

  /** @param browser signed in, its token the current one */
  constructor(browser: HttpBrowser) {
    this.#sessionId = sessionIdOf(browser);
    this.#start = this.held(browser);
  }

  get sessionId(): string {
    return this.#sessionId;
  }

  /** The number of operations recorded. */
  get length(): number {
    return this.#operations.length;
  }

  /** The newest token of the session that a browser has. */
  held(browser: HttpBrowser): HeldToken {
    const newest = refreshCookiesIn(browser.jar)
      .filter(({ sessionId }) => sessionId === this.#sessionId)
      .sort((a, b) => b.generation - a.generation)[0];
    if (!newest) throw new Error("this browser holds no token of the session");
    return { generation: newest.generation, token: newest.token };
  }

  async refresh(browser: HttpBrowser): Promise<ObservedResponse> {
    const held = this.held(browser);
    return this.#send(
      () => browser.post("/api/auth/refresh"),
      renewal,
      (answer) => ({ kind: "refresh", with: held, answer }),
    );
  }

  async changePassword(browser: HttpBrowser, passwords: object): Promise<ObservedResponse> {
    const held = this.held(browser);
    return this.#send(
      () => browser.post("/api/me/password", passwords),
      renewal,
      (answer) => ({ kind: "change password", with: held, answer }),
    );
  }

  async call(browser: HttpBrowser): Promise<ObservedResponse> {
    const generation = generationOf(browser.accessToken);
    return this.#send(
      () => browser.get("/api/me"),
      ({ status, json }) =>
        status === 200 ? "served" : json?.error === "token_expired" ? "token_expired" : endOf(json?.details),
      (answer) => ({ kind: "call", generation, answer }),
    );
  }

  async look(browser: HttpBrowser): Promise<ObservedResponse> {
    const { generation } = this.held(browser);
    return this.#send(
      () => browser.get("/api/session"),
      ({ json }) => (json?.authenticated ? "shown" : json?.reason ? endOf(json) : "hidden"),
      (answer) => ({ kind: "look", generation, answer }),
    );
  }

  async end(reason: string, request: () => Promise<HttpResponse>): Promise<ObservedResponse> {
    return this.#send(
      request,
      ({ status, text }) => {
        expect([200, 204], text).toContain(status);
        return "done" as const;
      },
      (answer) => ({ kind: "end", reason, answer }),
    );
  }

  /** Records an operation with the times of its request and its response. */
  async #send<A>(
    request: () => Promise<HttpResponse>,
    read: (answer: HttpResponse) => A,
    tell: (answer: A | null) => SessionOp,
  ): Promise<ObservedResponse> {
    const invoked = performance.now();
    const received = await request().catch((error) => {
      if (!isConnectionError(error)) throw error;
      return null;
    });
    const answer = received === null || isUnavailable(received) ? null : read(received);
    const returned = answer === null ? Number.POSITIVE_INFINITY : performance.now();
    this.#operations.push({ op: tell(answer), invoked, returned });
    return received;
  }

  /** Fails unless the history is linearizable: each operation took effect at one instant between its request and response. */
  expectLinearizable(): void {
    const order = linearize(this.#operations, sessionModel(this.#start));
    expect(order, order ? "" : `not linearizable:\n${this.#timeline()}`).not.toBeNull();
  }

  #timeline(): string {
    return this.#operations
      .toSorted((a, b) => a.invoked - b.invoked)
      .map(
        ({ invoked, returned, op }) => `${invoked.toFixed(1)}-${returned.toFixed(1)} ${JSON.stringify(op)}`,
      )
      .join("\n");
  }
}

export function sessionIdOf(browser: HttpBrowser): string {
  const [cookie] = refreshCookiesIn(browser.jar);
  if (!cookie) throw new Error("this browser is not signed in");
  return cookie.sessionId;
}

function generationOf(accessToken: string | null): number {
  const [, claims = ""] = (accessToken ?? "").split(".");
  return JSON.parse(Buffer.from(claims, "base64url").toString()).gen;
}

function renewal({ status, json, setCookies }: HttpResponse): HeldToken | "superseded" | { ended: string } {
  if (status === 409 && json.error === "superseded") return "superseded";
  if (status !== 200) return endOf(json?.details);
  const [, generation, token] =
    setCookies.map((cookie) => /refresh\.[\w-]+\.(\d+)=([\w-]+);/.exec(cookie)).find((found) => found) ?? [];
  return { generation: Number(generation), token: token ?? "" };
}

/** An unexpected response contains no reason, and so fails the check. */
function endOf(details: { reason?: string } | undefined): { ended: string } {
  return { ended: details?.reason ?? "nothing that was told" };
}
