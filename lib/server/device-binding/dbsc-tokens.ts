/**
 * What this server gives a browser that keeps the key of a session: a time and a session, with a code that only this
 * installation can make. Nothing is stored, and every node with the same secret accepts what the others made.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { config } from "@/lib/server/config";
import { ownKey } from "@/lib/server/crypto";
import { BOUND_COOKIE_LIFETIME_MS, type BoundCookie } from "@/lib/session/device-binding/dbsc";

/**
 * How long each is good. A challenge may be answered more than once: browsers send a proof again when an answer was lost,
 * and for every request near the end of the bound cookie.
 */
const LIFETIME_MS = {
  challenge: 5 * 60_000,
  authorization: 5 * 60_000,
  cookie: BOUND_COOKIE_LIFETIME_MS,
};
/** How far the clocks of two nodes may be apart. */
const CLOCK_LEEWAY_MS = 5_000;
const FORM = /^([\w-]{1,64})\.([\w-]{43}|-)\.(\d{1,15})\.([\w-]{43})$/;

type Purpose = keyof typeof LIFETIME_MS;

/** @param now milliseconds since the epoch */
export function newDbscChallenge(sessionId: string, now: number): string {
  return sign("challenge", `${sessionId}.-.${now}`);
}

/** What a registration shows again, so that only the browser that got the answer of the sign-in can register. */
export function newAuthorization(sessionId: string, now: number): string {
  return sign("authorization", `${sessionId}.-.${now}`);
}

/** @returns the value of a bound cookie */
export function newBoundCookie({ sessionId, thumbprint, madeAt }: BoundCookie): string {
  return sign("cookie", `${sessionId}.${thumbprint}.${madeAt}`);
}

/**
 * @returns the session that a challenge or an authorization was made for, and when; null when it is too old, or not ours
 */
export function readFor(
  purpose: "challenge" | "authorization",
  token: string | undefined,
  now: number,
): Pick<BoundCookie, "sessionId" | "madeAt"> | null {
  return read(purpose, token ?? "", now);
}

/** @returns the bound cookies that are ours and new enough */
export function readBoundCookies(values: readonly string[], now: number): BoundCookie[] {
  return values.flatMap((value) => read("cookie", value, now) ?? []);
}

function read(purpose: Purpose, token: string, now: number): BoundCookie | null {
  const [, sessionId, thumbprint, time, code] = FORM.exec(token) ?? [];
  if (!sessionId || !thumbprint || !time || !code) return null;
  const age = now - Number(time);
  if (age < -CLOCK_LEEWAY_MS || age >= LIFETIME_MS[purpose]) return null;
  const content = token.slice(0, -code.length - 1);
  const given = Buffer.from(code, "base64url");
  const isOurs = config().secrets.some((secret) => timingSafeEqual(codeOf(purpose, content, secret), given));
  return isOurs ? { sessionId, thumbprint, madeAt: Number(time) } : null;
}

function sign(purpose: Purpose, content: string): string {
  const [secret] = config().secrets;
  return `${content}.${codeOf(purpose, content, secret).toString("base64url")}`;
}

function codeOf(purpose: Purpose, content: string, secret: string): Buffer {
  return createHmac("sha256", ownKey(secret, `dbsc ${purpose}`))
    .update(content)
    .digest();
}
