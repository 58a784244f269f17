import type { NextRequest } from "next/server";
import type { DeviceKey } from "@/lib/client/browser/device-key";
import { signProof } from "@/lib/client/http/device-proof";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { markRelayed } from "@/lib/server/demo/sandbox-users";
import { newProofNonce } from "@/lib/server/device-binding/proof-nonce";
import { cookieName } from "@/lib/session/cookie-names";
import { cookieSite, parseRefreshCookieName } from "@/lib/web/request/cookie-names";
import { PEER_HEADER } from "@/lib/web/request/internal-headers";
import { CookieJar } from "@/lib/web/simulated-browser/cookie-jar";
import {
  HandlerBrowser,
  type HandlerResponse,
  type Route,
} from "@/lib/web/simulated-browser/handler-browser";

export const REFRESH = "/api/auth/refresh";

/** The real route handlers of the endpoints that the lab's devices call, by path. */
export type LabEndpoints = Record<
  | "/api/auth/refresh"
  | "/api/auth/logout"
  | "/api/me"
  | "/api/me/password"
  | "/api/session"
  | "/api/sessions/[id]",
  Route
>;

/** What a device says of itself. Its address is one that the Internet does not route (RFC 5737). */
export interface LabDeviceFacts {
  userAgent: string;
  address: string;
}

export interface LabRequest {
  method: string;
  path: string;
  json?: unknown;
  /** An access token; left out: the browser's own; null: none. */
  bearer?: string | null;
  /** The server answers, and the answer never arrives. */
  loseAnswer?: boolean;
}

/** A device's browser: it keeps its cookies here, on the server, and its requests go to the app's own handlers. */
export class LabBrowser extends HandlerBrowser {
  key: DeviceKey | null = null;
  /** Sent with every request. */
  readonly headers: Record<string, string>;
  readonly #endpoints: LabEndpoints;

  constructor(facts: LabDeviceFacts, endpoints: LabEndpoints, clock: () => number) {
    const headers = {
      "User-Agent": facts.userAgent,
      "Sec-Fetch-Site": "same-origin",
      "X-Forwarded-For": facts.address,
      [PEER_HEADER]: facts.address,
    };
    super(() => headers, new CookieJar(clock));
    this.headers = headers;
    this.#endpoints = endpoints;
  }

  /** A throw-away user's tokens are good for requests of the server alone. */
  protected override prepare(request: NextRequest): void {
    markRelayed(request);
  }

  async request({ method, path, json, bearer, loseAnswer = false }: LabRequest): Promise<HandlerResponse> {
    const known = this.#endpoints[path as keyof LabEndpoints] as Route | undefined;
    const route = known ?? this.#endpoints["/api/sessions/[id]"];
    return this.send(route, method, path, {
      loseAnswer,
      ...(json !== undefined && { json }),
      ...(bearer !== undefined && { bearer }),
      ...(!known && { id: path.split("/").at(-1) ?? "" }),
      headers: await this.#proofHeaders(method, path),
    });
  }

  /** An answer that was on its way arrives. */
  receive(response: HandlerResponse): void {
    this.keep(response);
  }

  /** The newest refresh token that this browser holds; null without one. */
  newestToken(): HeldRefreshToken | null {
    return newestIn(this.jar);
  }

  /** @returns the number of the token that a response gives, from 1; 0 for none */
  tokenIn({ setCookies }: HandlerResponse): number {
    const received = new CookieJar();
    received.apply(setCookies);
    const given = newestIn(received);
    return given ? given.generation + 1 : 0;
  }

  /** The value of the cookie that changes with every sign-in and sign-out. */
  epoch(): string {
    return this.jar.find(cookieName("epoch", cookieSite(config())))?.value ?? "";
  }

  /** Takes over everything that can be copied off another browser: a key cannot. */
  copyFrom(other: LabBrowser): void {
    this.replaceCookies(other.jar);
    this.accessToken = other.accessToken;
  }

  replaceCookies(jar: CookieJar): void {
    for (const { name } of this.jar.list()) this.jar.delete(name);
    jar.copy(this.jar);
  }

  /** A browser takes the nonce of a proof from the answer before; this one has it from the server's own hands. */
  async #proofHeaders(method: string, path: string): Promise<Record<string, string>> {
    if (!this.key || method !== "POST") return {};
    const now = await database().now();
    const claims = { htm: method, htu: config().origin + path, jti: newId(), iat: Math.floor(now / 1000) };
    return { DPoP: await signProof(this.key, { ...claims, nonce: newProofNonce(now) }) };
  }
}

interface HeldRefreshToken {
  token: string;
  generation: number;
  sessionId: string;
}

function newestIn(jar: CookieJar): HeldRefreshToken | null {
  const held = jar.list().flatMap(({ name, value }) => {
    const parsed = parseRefreshCookieName(name, config());
    return parsed ? [{ token: value, ...parsed }] : [];
  });
  return held.sort((a, b) => b.generation - a.generation)[0] ?? null;
}
