import type { Environment } from "@/lib/client/browser/environment";
import { asAuthError, malformedResponseError, readAuthError } from "./auth-error";
import { PROOF_ITEM } from "./proof-item";

/** A request that takes longer is given up; the server decides nothing for a connection that is gone. */
export const REQUEST_TIMEOUT_MS = 8_000;

export interface RequestOptions {
  method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  body?: unknown;
  /** Milliseconds an attempt may take. */
  timeoutMs?: number;
  /** The request goes on when the page is left. */
  keepalive?: boolean;
  /** It proves this browser's key, if there may be one. */
  proves?: boolean;
}

/** @returns what `fetch` takes to send `body` as JSON. */
export function jsonInit({
  method = "POST",
  body,
  keepalive = false,
}: RequestOptions): RequestInit & { headers?: Record<string, string> } {
  if (body === undefined) return { method, keepalive };
  return { method, keepalive, body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
}

/**
 * @returns the JSON of a 2xx answer, undefined for one without a body, such as 204
 * @throws {AuthError} for every other answer, and for a 2xx one that is not JSON
 */
export async function readJson<T>(response: Response): Promise<T> {
  if (!response.ok) throw await readAuthError(response);
  try {
    const text = await response.text();
    return (text ? JSON.parse(text) : undefined) as T;
  } catch (cause) {
    throw malformedResponseError(cause);
  }
}

/**
 * Calls one of our endpoints that take the cookie, and gives up after `call.timeoutMs` (`REQUEST_TIMEOUT_MS`).
 *
 * @param token an access token, for the endpoints that take both
 * @throws {AuthError} and nothing else
 */
export async function requestJson<T>(
  env: Environment,
  path: string,
  call: RequestOptions = {},
  token?: string,
): Promise<T> {
  const { headers, ...init } = jsonInit(call);
  const authorization = token && { Authorization: `Bearer ${token}` };
  try {
    return await withTimeout(env, call.timeoutMs ?? REQUEST_TIMEOUT_MS, async (signal) => {
      const sent = {
        ...init,
        headers: { ...headers, ...authorization },
        signal,
        // A page that is being left must not tear a rotation's or a logout's connection.
        keepalive: true,
      };
      const isProven = call.proves && env.getItem(PROOF_ITEM) !== null;
      return readJson(
        await (isProven
          ? (await import("./proven-fetch")).fetchProven(env, path, sent)
          : env.fetch(path, sent)),
      );
    });
  } catch (thrown) {
    throw asAuthError(thrown);
  }
}

/** Aborts `work` with a `TimeoutError` when it takes longer than so many milliseconds. */
export async function withTimeout<T>(
  env: Pick<Environment, "after">,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const late = new AbortController();
  const cancel = env.after(milliseconds, () => late.abort(new DOMException("", "TimeoutError")));
  return work(late.signal).finally(cancel);
}
