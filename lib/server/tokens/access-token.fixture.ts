import type { KeyObject } from "node:crypto";
import { decodeJwt, SignJWT } from "jose";
import { type Installation, install } from "@/lib/server/testing/installation";
import { issueAccessToken, verifyAccessToken } from "./access-token";
import { keyRing } from "./signing-keys";

export async function issued(environment: Record<string, string> = {}) {
  const app = install(environment);
  const { user, session, now } = await app.openSession(
    await app.addUser("Ada", { roles: ["user", "admin"] }),
  );
  const { accessToken, expiresIn } = await issueAccessToken(user, session, { authTime: now, now });
  return { app, user, session, accessToken, expiresIn };
}

/** The outcome of a verification, as one word. */
export async function verdict(app: Installation, token: string): Promise<string> {
  const result = await verifyAccessToken(token, app.now);
  return "code" in result ? result.code : "verified";
}

/** A token signed with `key`, with our claims and header except where `change` replaces them. */
export async function forge(
  accessToken: string,
  change: { claims?: object; header?: Record<string, unknown>; key?: KeyObject | Uint8Array } = {},
): Promise<string> {
  const ring = await keyRing();
  return new SignJWT({ ...decodeJwt(accessToken), ...change.claims })
    .setProtectedHeader({ alg: "ES256", typ: "at+jwt", kid: ring.kid, ...change.header })
    .sign(change.key ?? ring.privateKey);
}

export const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
