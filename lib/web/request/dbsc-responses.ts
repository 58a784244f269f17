/** The answers of Device Bound Session Credentials: headers and session instructions for the browser itself. */
import { config } from "@/lib/server/config";
import { type DbscResult, offerRegistration } from "@/lib/server/device-binding/dbsc";
import type { Grant } from "@/lib/server/sessions/grant";
import { BOUND_COOKIE_LIFETIME_MS } from "@/lib/session/device-binding/dbsc";
import { fail } from "@/lib/session/failure";
import { boundCookieName, parseBoundCookieName } from "./cookie-names";
import { type CookieWrite, cookieAttributes, removal } from "./cookie-writes";
import { failureResponse, jsonResponse } from "./responses";

const REGISTER_PATH = "/api/auth/dbsc/register";
const REFRESH_PATH = "/api/auth/dbsc/refresh";

/**
 * The paths whose requests wait for a bound cookie: those of the calls that rotate. Sign-in, the two requests of this file
 * and static files are not among them, because a request that renews a cookie must never wait for it.
 */
const SCOPE = [
  "/api/auth/refresh",
  "/api/auth/reauthenticate",
  "/api/auth/impersonation",
  "/api/session",
  "/api/me",
];

/** @returns the header by which the answer of a sign-in asks the browser to make a key; none where it would not */
export function registrationHeaders({
  session,
  now,
}: Pick<Grant, "session" | "now">): Record<string, string> {
  const offer = offerRegistration(session, now);
  if (!offer) return {};
  const { challenge, authorization } = offer;
  return {
    "Secure-Session-Registration": `(ES256);path="${REGISTER_PATH}";challenge="${challenge}";authorization="${authorization}"`,
  };
}

/**
 * @returns 200 with the instructions and the bound cookie; 200 with `continue: false` for a session that is over; 403 for a
 *   request that proves nothing, with a challenge if there is one. Never 401: a browser would give the session up
 */
export function dbscResponse(result: DbscResult): Response {
  switch (result.kind) {
    case "bound":
      return jsonResponse(instructions(result.sessionId), {
        cookies: [boundCookie(result.sessionId, result.boundCookie)],
      });
    case "over":
      return jsonResponse({ continue: false }, { cookies: cookiesOfEnded(result.sessionId) });
    case "unproven":
      return failureResponse(fail("forbidden"), {
        "Secure-Session-Challenge": `"${result.challenge}";id="${result.sessionId}"`,
      });
    case "refused":
      return failureResponse(fail("forbidden"));
  }
}

/** @param sessionId as the request named it: no cookie of ours has a name with anything but an id */
function cookiesOfEnded(sessionId: string): CookieWrite[] {
  const name = boundCookieName(sessionId, config());
  return parseBoundCookieName(name, config()) === null ? [] : [removal({ name })];
}

function boundCookie(sessionId: string, value: string): CookieWrite {
  return {
    name: boundCookieName(sessionId, config()),
    value,
    httpOnly: true,
    maxAge: BOUND_COOKIE_LIFETIME_MS / 1000,
  };
}

/** The rules of the scope are read in order: the last one that fits a request decides. */
function instructions(sessionId: string) {
  const { origin } = config();
  const domain = new URL(origin).hostname;
  return {
    session_identifier: sessionId,
    refresh_url: REFRESH_PATH,
    scope: {
      origin,
      include_site: false,
      scope_specification: [
        { type: "exclude", domain, path: "/" },
        ...SCOPE.map((path) => ({ type: "include", domain, path })),
      ],
    },
    credentials: [
      { type: "cookie", name: boundCookieName(sessionId, config()), attributes: attributesOf(sessionId) },
    ],
  };
}

/** As `Set-Cookie` writes them: the browser looks for the cookie that has the same ones. */
function attributesOf(sessionId: string): string {
  const { path, secure, domain } = cookieAttributes(boundCookie(sessionId, ""), config());
  const parts = [`Path=${path}`, ...(domain ? [`Domain=${domain}`] : []), "HttpOnly", "SameSite=Lax"];
  return [...parts, ...(secure ? ["Secure"] : [])].join("; ");
}

/** @returns the header's value, bare or in quotes as the specification has it; null without one */
export function readDbscHeader(
  headers: Headers,
  name: "Secure-Session-Response" | "Sec-Secure-Session-Id",
): string | null {
  return headers.get(name)?.replace(/^"(.*)"$/, "$1") ?? null;
}
