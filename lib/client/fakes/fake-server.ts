/**
 * The server as the browser client sees it: endpoints that answer as usual, unless a test has put an answer in line.
 */
import type { UserSession } from "@/lib/client/session/auth-state";
import type { RefreshView, SessionView, UserView } from "@/lib/session/contract";
import type { ErrorCode } from "@/lib/session/errors";
import type { EndReason } from "@/lib/session/reasons";
import type { FakeClock } from "./fake-clock";

/** The server's time when the clock says 0. */
const START = Date.parse("2026-01-01T00:00:00.000Z");

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
    impersonator: null,
    binding: null,
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

/** What a page is rendered with by default. It names no server time, so the tab watches no limits. */
export const signedIn: UserSession = { user: ada, session: sessionOf("s-1", true) };

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(body), { status, headers });
}

/** An answer in the shape of our errors. */
export function errorResponse(
  error: ErrorCode,
  status: number,
  details?: object,
  headers?: Record<string, string>,
): Response {
  return json({ error, message: error, details }, status, headers);
}

/** The answer about a session that has ended. */
export function endedResponse(reason: EndReason): Response {
  const code = reason === "idle" || reason === "absolute" ? "session_expired" : "session_revoked";
  return errorResponse(code, 401, { reason });
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

type Answer = (request: FakeRequest) => Response | Promise<Response>;

/** How long a session lasts. */
export interface FakeLimits {
  idleMs: number;
  absoluteMs: number;
}

/** Issues tokens `token-1`, `token-2` …, and accepts those it has not expired. */
export class FakeServer {
  calls: FakeRequest[] = [];
  /** Seconds an access token is good for. */
  tokenLifeSeconds = 900;
  /** Null while a test is about something else: the session ends only by `endReason`. */
  limits: FakeLimits | null = null;
  /** When the user was last present, on the clock. */
  lastPresence: number;
  /** How the user signed in. */
  authMethods = ["pwd"];
  /** Set once the session is over. */
  endReason: EndReason | null = null;
  #clock: Pick<FakeClock, "now">;
  #goodTokens = new Set<string>();
  #issued = 0;
  #script = new Map<string, Answer[]>();

  constructor(clock: Pick<FakeClock, "now">) {
    this.#clock = clock;
    this.lastPresence = clock.now;
  }

  time(at = this.#clock.now): string {
    return new Date(START + at).toISOString();
  }

  session(): SessionView {
    const { idleMs, absoluteMs } = this.limits ?? NO_LIMITS;
    const idleExpiresAt = this.time(this.lastPresence + idleMs);
    const absoluteExpiresAt = this.time(absoluteMs);
    const [expiresAt = ""] = [idleExpiresAt, absoluteExpiresAt].sort();
    const lastActiveAt = this.time(this.lastPresence);
    const times = { createdAt: this.time(0), lastActiveAt, idleExpiresAt, absoluteExpiresAt, expiresAt };
    return { ...sessionOf("s-1", true), ...times, authMethods: this.authMethods };
  }

  /** What the server renders a page with now. */
  snapshot(): UserSession {
    return { user: ada, session: this.session(), serverTime: this.time() };
  }

  /** @returns why the session is over: `endReason`, or a limit that has passed. */
  ended(): EndReason | null {
    if (this.endReason || !this.limits) return this.endReason;
    if (this.#clock.now >= this.limits.absoluteMs) return "absolute";
    return this.#clock.now >= this.lastPresence + this.limits.idleMs ? "idle" : null;
  }

  /** The next requests to `path` get these answers; later ones the usual. */
  next(path: string, ...answers: Answer[]): void {
    this.#script.set(path, [...(this.#script.get(path) ?? []), ...answers]);
  }

  issue(): RefreshView {
    const accessToken = `token-${++this.#issued}`;
    this.#goodTokens.add(accessToken);
    return {
      accessToken,
      tokenType: "Bearer",
      expiresIn: this.tokenLifeSeconds,
      serverTime: this.time(),
      session: this.session(),
    };
  }

  expireTokens(): void {
    this.#goodTokens.clear();
  }

  count(path: string): number {
    return this.calls.filter((call) => call.path === path).length;
  }

  async answer(request: FakeRequest): Promise<Response> {
    this.calls.push(request);
    return this.#script.get(request.path)?.shift()?.(request) ?? this.usualAnswer(request);
  }

  /** The answer when no test has put one in line. */
  usualAnswer(request: FakeRequest): Response {
    const reason = this.ended();
    const serverTime = this.time();
    const isAuthorized = !reason && request.token !== null && this.#goodTokens.has(request.token);
    switch (request.path) {
      case "/api/auth/refresh":
        return reason ? endedResponse(reason) : json(this.issue());
      case "/api/auth/oidc/silent":
        return json({ url: `https://id.example.com/auth?state=state-${this.count(request.path)}` });
      case "/api/auth/oidc/silent/complete":
      case "/api/auth/login":
        this.endReason = null;
        this.lastPresence = this.#clock.now;
        return json({ status: "complete", user: ada, ...this.issue() });
      case "/api/auth/logout":
        return new Response(null, { status: 204 });
      case "/api/session":
        return reason
          ? json({ authenticated: false, reason, serverTime, ...ALONE })
          : json({ authenticated: true, ...this.snapshot(), ...ALONE });
      case "/api/session/activity": {
        if (!isAuthorized) return errorResponse("token_expired", 401);
        const { idleForSeconds } = request.body as { idleForSeconds: number };
        this.lastPresence = this.#clock.now - idleForSeconds * 1000;
        return json({ ...this.session(), serverTime });
      }
      default:
        return isAuthorized
          ? json({ path: request.path, body: request.body })
          : errorResponse("token_expired", 401);
    }
  }
}

const ALONE = { signIns: [], attempts: [], organization: null, workspace: null, impersonator: null };
const YEAR_MS = 365 * 86_400_000;
/** What a session without limits says of them. */
const NO_LIMITS: FakeLimits = { idleMs: 10 * YEAR_MS, absoluteMs: 20 * YEAR_MS };
