/**
 * The sandbox of a visitor of the demo: a throw-away user, signed in on two virtual browsers. It is kept in the memory of
 * this process, and found by a cookie that only the visitor's browser has.
 */
import { config } from "@/lib/server/config";
import { hashToken, newSecret } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { createSandboxUser, openSandboxSession } from "@/lib/server/demo/sandbox-users";
import { addressKey, consume } from "@/lib/server/rate-limit";
import { processSingleton } from "@/lib/server/singleton";
import { SANDBOX_LIFETIME_MS, type SandboxDevice } from "@/lib/session/demo/sandbox-user";
import { type Failure, fail, isFailure } from "@/lib/session/failure";
import { endReason, type UserRecord } from "@/lib/session/session";
import { readCookies } from "@/lib/web/request/cookie-header";
import { cookieSite } from "@/lib/web/request/cookie-names";
import type { CookieWrite } from "@/lib/web/request/cookie-writes";
import { readClientIp, readRequestContext } from "@/lib/web/request/request-context";
import { signInResponse } from "@/lib/web/request/session-responses";
import { VirtualBrowser } from "./virtual-browser";

/** How many sandboxes a process has at once. */
export const MAX_SANDBOXES = 200;

/** The devices of every sandbox, and what each says of itself. */
const DEVICES = {
  laptop: {
    "user-agent":
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
    "sec-ch-ua": '"Google Chrome";v="150", "Chromium";v="150", "Not A(Brand";v="24"',
    "sec-ch-ua-mobile": "?0",
    "sec-ch-ua-platform": '"macOS"',
  },
  phone: {
    "user-agent":
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Mobile/15E148 Safari/604.1",
  },
} as const satisfies Record<SandboxDevice, Record<string, string>>;

export interface Sandbox {
  user: UserRecord;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  devices: Record<SandboxDevice, Device>;
}

interface Device {
  browser: VirtualBrowser;
  /** The session that the server signed it in with last. */
  sessionId: string | null;
}

/** A sandbox is under the hash of its secret. Null holds the place of one that is being made. */
function sandboxes(): Map<string, Sandbox | null> {
  return processSingleton("sandboxes", () => new Map());
}

const sandboxCookie = () => `${cookieSite(config()).prefix}sandbox`;

/** @returns the living sandbox that a request's cookie opens, or null */
export async function findSandbox(headers: Headers): Promise<Sandbox | null> {
  const secret = readCookies(headers.get("cookie"), config().cookiePrefix).get(sandboxCookie());
  const found = secret === undefined ? null : sandboxes().get(hashToken(secret));
  return found && found.expiresAt > (await database().now()) ? found : null;
}

/**
 * Opens the visitor's sandbox, or makes one, and signs in each device that is signed out.
 *
 * @returns the sandbox, and the cookies of a new one; or `rate_limited` for too many from one address, `unavailable`
 *   with the seconds until there is room while there are `MAX_SANDBOXES`
 */
export async function openSandbox(
  headers: Headers,
): Promise<{ sandbox: Sandbox; cookies: CookieWrite[] } | Failure> {
  const known = await findSandbox(headers);
  const made = known ? { sandbox: known, cookies: [] } : await makeSandbox(headers);
  if (isFailure(made)) return made;
  for (const device of Object.values(made.sandbox.devices)) {
    const refused = await signInDevice(made.sandbox, device, headers);
    if (refused) return refused;
  }
  return made;
}

async function makeSandbox(
  headers: Headers,
): Promise<{ sandbox: Sandbox; cookies: CookieWrite[] } | Failure> {
  const now = await database().now();
  const full = forgetExpired(now);
  if (full) return full;
  const secret = newSecret();
  const id = hashToken(secret);
  // Nothing was awaited since the places were counted.
  sandboxes().set(id, null);
  let sandbox: Sandbox | null = null;
  try {
    const blocked = await consume({ limit: "sandbox", key: addressKey(readClientIp(headers)) });
    if (blocked) return blocked.failure;
    const user = await createSandboxUser();
    sandbox = { user, expiresAt: user.createdAt + SANDBOX_LIFETIME_MS, devices: newDevices() };
  } finally {
    if (sandbox) sandboxes().set(id, sandbox);
    else sandboxes().delete(id);
  }
  const maxAge = SANDBOX_LIFETIME_MS / 1000;
  return { sandbox, cookies: [{ name: sandboxCookie(), value: secret, httpOnly: true, maxAge }] };
}

/** @returns `unavailable` while there is no room, with the seconds until there is */
function forgetExpired(now: number): Failure | null {
  const all = sandboxes();
  for (const [id, sandbox] of all) if (sandbox && sandbox.expiresAt <= now) all.delete(id);
  if (all.size < MAX_SANDBOXES) return null;
  const ends = [...all.values()].map((sandbox) => sandbox?.expiresAt ?? now + SANDBOX_LIFETIME_MS);
  return fail("unavailable", { retryAfter: Math.max(1, Math.ceil((Math.min(...ends) - now) / 1000)) });
}

function newDevices(): Sandbox["devices"] {
  const make = (headers: Record<string, string>): Device => ({
    browser: new VirtualBrowser(headers),
    sessionId: null,
  });
  return { laptop: make(DEVICES.laptop), phone: make(DEVICES.phone) };
}

/** Signs a device in, unless it is signed in and the sign-in is recent enough for every action. */
async function signInDevice(
  { user, expiresAt }: Sandbox,
  device: Device,
  headers: Headers,
): Promise<Failure | null> {
  const [found, now] = await Promise.all([
    device.sessionId === null ? null : database().findSession(device.sessionId),
    database().now(),
  ]);
  const recently = config().reauthenticationWindow / 2;
  if (found && !endReason(found.session, now) && now - found.session.authenticatedAt < recently) return null;
  const { browser } = device;
  const context = await readRequestContext({ headers: browser.headersFor("/", { method: "GET", headers }) });
  const grant = await openSandboxSession(user, context.client, { endsAt: expiresAt });
  if (isFailure(grant)) return grant;
  browser.receive(await signInResponse(grant, context, 200));
  device.sessionId = grant.session.id;
  return null;
}
