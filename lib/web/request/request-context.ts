/**
 * Who sends a request, and what its cookies say.
 */
import type { ClientInfo } from "@/lib/server/client-info";
import { config } from "@/lib/server/config";
import { newId } from "@/lib/server/crypto";
import { database } from "@/lib/server/database";
import { warnOnce } from "@/lib/server/log";
import { describeDevice } from "@/lib/session/device";
import { clientIp } from "./client-ip";
import { type Credentials, readCredentials } from "./credentials";

export interface RequestContext {
  client: ClientInfo;
  credentials: Credentials;
}

/**
 * Reads a request's context from its headers.
 *
 * @param signal aborted when the client disconnects
 */
export async function readRequestContext(headers: Headers, signal?: AbortSignal): Promise<RequestContext> {
  const credentials = await readCredentials(headers.get("cookie"), config(), await database().now());
  return {
    credentials,
    client: {
      browserId: credentials.browser?.browserId ?? newId(),
      device: {
        ...deviceFrom(headers),
        ipAddress: readClientIp(headers),
        location: null,
      },
      ...(signal && { signal }),
    },
  };
}

function readClientIp(headers: Headers): string | null {
  const { trustedProxies } = config();
  if (trustedProxies !== 0 && !headers.has("x-forwarded-for"))
    warnOnce("TRUSTED_PROXIES is set, but a request came without X-Forwarded-For");
  return clientIp(headers, trustedProxies);
}

function deviceFrom(headers: Headers) {
  const { model: _, ...device } = describeDevice({
    userAgent: headers.get("user-agent"),
    clientHints: {
      brands: headers.get("sec-ch-ua"),
      fullVersionList: headers.get("sec-ch-ua-full-version-list"),
      mobile: headers.get("sec-ch-ua-mobile"),
      platform: headers.get("sec-ch-ua-platform"),
      platformVersion: headers.get("sec-ch-ua-platform-version"),
      model: headers.get("sec-ch-ua-model"),
    },
  });
  return device;
}
