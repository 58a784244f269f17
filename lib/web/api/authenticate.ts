/** Who calls an endpoint, by the bearer of the request, and whether the caller meets its conditions. */
import type { NextRequest } from "next/server";
import { config } from "@/lib/server/config";
import { findApiKey } from "@/lib/server/organizations/api-keys";
import { authenticateBearer, type BearerPrincipal } from "@/lib/server/sessions/sessions";
import { refuseBeforeDeletion } from "@/lib/session/account/account-deletion";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { isApiKey } from "@/lib/session/organizations/api-key-format";
import type { Role } from "@/lib/session/roles";
import type { SessionRecord, UserRecord } from "@/lib/session/session";
import { refuseActingSession } from "@/lib/web/request/impersonation";
import { readClientIp } from "@/lib/web/request/request-context";
import { isMutation, type LogFields } from "./handler";

export interface Allowed {
  /**
   * What a proof of the browser's key is for (RFC 9449): to open a session that is bound to the key, or to rotate one that
   * is. The answers carry a nonce for the next proof. At a sign-in, a bad proof is refused before anything else is looked at.
   */
  proof?: "sign-in" | "rotation";
  /**
   * An administrator who acts as a user may call it too. Every other endpoint that changes something answers
   * `forbidden_while_impersonating`: a new one is refused until it says otherwise.
   */
  allowedWhileImpersonating?: true;
  /**
   * A user whose account is to be deleted may call it too. Every other endpoint that changes something for the holder of a
   * bearer answers `deletion_scheduled` until the user keeps the account.
   */
  allowedBeforeDeletion?: true;
}

/** The conditions for calling an endpoint, besides an access token. */
export interface Access {
  role?: Role;
  /** Whether this call needs a user who has proved who they are within REAUTHENTICATION_WINDOW. */
  requireRecentAuth?: (id: string, principal: BearerPrincipal) => boolean;
  /** A repeated call changes nothing more: an `Idempotency-Key` is ignored, and no response is stored. */
  ignoresIdempotencyKey?: true;
  /**
   * The answer carries a secret: a token, a key, recovery codes. It is not stored; a repeat under the same
   * `Idempotency-Key` is told `already_done`.
   */
  secretAnswer?: true;
  /**
   * It ends or removes access, or confirms the user for that, and a repeat that does the work again does no harm. It is done
   * also when no more responses may be stored for the caller: a thief who fills the store cannot keep the user from it. Its
   * response is then not stored. Every other endpoint answers `rate_limited`.
   */
  allowedWhenStoreIsFull?: true;
}

/** @returns the token of the `Authorization` header (RFC 6750, section 2.1), or null */
export function bearerToken({ headers }: Pick<NextRequest, "headers">): string | null {
  return /^Bearer ([^\s,]+)$/i.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/**
 * Finds the holder of the request's access token.
 *
 * @param id the path's `[id]`
 * @returns the principal; or the codes of `authenticateBearer`, `forbidden` for an API key and without the role,
 *   `forbidden_while_impersonating`, `deletion_scheduled`, `reauthentication_required`
 */
export async function authenticate(
  request: NextRequest,
  access: Access & Allowed,
  id: string,
  logFields: LogFields,
): Promise<BearerPrincipal | Failure> {
  const token = bearerToken(request);
  if (token && isApiKey(token)) return refuseApiKey(token, request);
  const principal = token ? await authenticateBearer(token) : fail("not_authenticated");
  if (isFailure(principal)) return principal;
  logFields.userId = principal.user.id;
  logFields.sessionId = principal.session.id;
  const refusal = refuseRestricted(request, access, principal);
  if (refusal) return refusal;
  if (access.role && !principal.user.roles.includes(access.role)) return fail("forbidden");
  return access.requireRecentAuth?.(id, principal) && !isRecent(principal)
    ? fail("reauthentication_required")
    : principal;
}

/**
 * Refuses an endpoint to an administrator who acts as a user, and to a user whose account is to be deleted, unless it allows
 * them.
 *
 * @param caller.session null for an API key
 * @returns `forbidden_while_impersonating` or `deletion_scheduled`; null for every other caller
 */
export function refuseRestricted(
  request: NextRequest,
  { role, allowedWhileImpersonating, allowedBeforeDeletion }: Pick<Access, "role"> & Allowed,
  { session, user }: { session: SessionRecord | null; user: UserRecord },
): Failure | null {
  const isChange = isMutation(request);
  // A role is for the user alone, for reading too.
  const isBarred = role !== undefined || (isChange && !allowedWhileImpersonating);
  const refusal = isBarred ? refuseActingSession(session) : null;
  if (refusal) return refusal;
  return isChange && !allowedBeforeDeletion ? refuseBeforeDeletion(user) : null;
}

/** An API key is good for the endpoints of its organization alone. @returns `forbidden`, or what is wrong with the key */
async function refuseApiKey(key: string, { headers }: NextRequest): Promise<Failure> {
  const found = await findApiKey(key, readClientIp(headers));
  return isFailure(found) ? found : fail("forbidden");
}

/**
 * Judged by the token's `auth_time`; a token from a refresh carries the time of the sign-in (OWASP ASVS 5.0, 7.5.3).
 */
export function isRecent({ authTime, now }: Pick<BearerPrincipal, "authTime" | "now">): boolean {
  return now - authTime < config().reauthenticationWindow;
}
