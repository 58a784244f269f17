/**
 * The client and the cookies of a request.
 */

import type { ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { readBoundCookies } from "@/lib/server/device-binding/dbsc-tokens";
import { type RequestProof, readRequestProof } from "@/lib/server/device-binding/request-proof";
import { warnOnce } from "@/lib/server/log";
import { isAttemptKey } from "@/lib/server/sign-in/attempt-keys";
import { processSingleton } from "@/lib/server/singleton";
import { type BoundedMap, createBoundedMap } from "@/lib/session/bounded-map";
import { type DescribedDevice, describeDevice } from "@/lib/session/device/device";
import { readOtherAccounts } from "./accounts";
import { MAX_ATTEMPTS } from "./attempt-cookies";
import { clientIp } from "./client-ip";
import { type Credentials, readCredentials } from "./credentials";
import { languageOf } from "./language";
import { knownUsers } from "./sign-ins";
import { splitUrl } from "./split-url";

export interface RequestContext {
  credentials: Credentials;
  /** Computed on demand: pages and most reads need only the cookies. */
  readonly client: ClientInfo;
  /**
   * The same client, described more exactly: an iPad says in its headers that it is a Mac.
   *
   * @param touchPoints `navigator.maxTouchPoints`, which a script sends with a sign-in; undefined without one
   */
  clientWith(touchPoints: number | undefined): ClientInfo;
}

/** A request to the API; of a form's, only the headers, because it cannot carry a proof. */
type SentRequest = Pick<Request, "headers"> & Partial<Pick<Request, "signal" | "method" | "url">>;

/** Devices whose headers were parsed before. */
const MAX_CACHED_DEVICES = 1000;
/** Characters; a browser's headers are far shorter. */
const MAX_CACHED_KEY_LENGTH = 2048;

/**
 * Reads a request's context from its headers.
 *
 * @param request.signal aborted when the client disconnects
 */
export async function readRequestContext(request: SentRequest): Promise<RequestContext> {
  const { headers } = request;
  const now = await database().now();
  const credentials = await readCredentials(headers.get("cookie"), config(), now);
  let client: ClientInfo | undefined;
  const context: RequestContext = {
    credentials,
    get client() {
      client ??= readClient(request, credentials, now);
      return client;
    },
    clientWith: (touchPoints) => {
      if (touchPoints === undefined) return context.client;
      const { device, ...rest } = context.client;
      return { ...rest, device: { ...device, ...deviceFrom(headers, touchPoints) } };
    },
  };
  return context;
}

function readClient(
  { headers, signal, method, url }: SentRequest,
  credentials: Credentials,
  now: number,
): ClientInfo {
  const { browser, attempts, bound } = credentials;
  const ipAddress = readClientIp(headers);
  const proven = attempts.slice(-MAX_ATTEMPTS).filter(({ key, attemptId }) => isAttemptKey(key, attemptId));
  return {
    browserId: browser?.browserId ?? newId(),
    knownUsers: knownUsers(browser),
    attemptIds: proven.map(({ attemptId }) => attemptId),
    signedInUsers: async () => (await readOtherAccounts(credentials)).living,
    device: { ...deviceFrom(headers), ipAddress, location: null },
    // Only e-mails and new sessions need it, so most requests do not parse `Accept-Language`.
    get language() {
      return languageOf(headers);
    },
    boundCookies: readBoundCookies(
      bound.map(({ value }) => value),
      now,
    ),
    ...(method && url && { proof: proofOf({ headers, ipAddress }, method, url) }),
    ...(signal && { signal }),
  };
}

/** The host of the request is not looked at: our origin is the one of the configuration. */
function proofOf(
  { headers, ipAddress }: { headers: Headers; ipAddress: string | null },
  method: string,
  url: string,
): RequestProof {
  const request = { method, url: config().origin + splitUrl(url).path };
  return readRequestProof(headers.get("dpop"), request, ipAddress);
}

/** @returns the address of the client; null when it is not known */
export function readClientIp(headers: Headers): string | null {
  const { trustedProxies } = config();
  if (trustedProxies !== 0 && !headers.has("x-forwarded-for"))
    warnOnce("TRUSTED_PROXIES is set, but a request came without X-Forwarded-For");
  return clientIp(headers, trustedProxies);
}

const DEVICE_HEADERS = [
  "user-agent",
  "sec-ch-ua",
  "sec-ch-ua-full-version-list",
  "sec-ch-ua-mobile",
  "sec-ch-ua-platform",
  "sec-ch-ua-platform-version",
  "sec-ch-ua-model",
] as const;

/** The same headers always describe the same device, and a browser sends the same ones each time. */
function deviceFrom(headers: Headers, touchPoints?: number): DescribedDevice {
  const values = DEVICE_HEADERS.map((name) => headers.get(name));
  const key = JSON.stringify([...values, touchPoints]);
  const known = describedDevices().get(key);
  if (known) return known;
  const [
    userAgent = null,
    brands = null,
    fullVersionList = null,
    mobile = null,
    platform = null,
    platformVersion = null,
    model = null,
  ] = values;
  const clientHints = { brands, fullVersionList, mobile, platform, platformVersion, model };
  const device = describeDevice({
    userAgent,
    clientHints,
    touchPoints: touchPoints ?? null,
  });
  if (key.length <= MAX_CACHED_KEY_LENGTH) describedDevices().set(key, device);
  return device;
}

function describedDevices(): BoundedMap<string, DescribedDevice> {
  return processSingleton("described devices", () => createBoundedMap(MAX_CACHED_DEVICES));
}
