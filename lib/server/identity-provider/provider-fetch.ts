import type { CustomFetchOptions } from "openid-client";
import { config } from "@/lib/server/config";
import { ProviderUnavailable, providerUnavailableIn } from "@/lib/server/errors";

/** How long the provider may take for one answer, its body included. */
const TIMEOUT_MS = 5_000;

/** The other side closed the connection, by the codes of undici and of the operating system. */
const CLOSED_CODES: readonly unknown[] = ["UND_ERR_SOCKET", "ECONNRESET", "EPIPE"];

/** A request as the libraries describe it. */
type ProviderRequest = Partial<Pick<CustomFetchOptions, "method" | "body">> & {
  headers?: HeadersInit | undefined;
};

/**
 * Sends a request to the identity provider.
 *
 * @param url an address from the provider's own metadata
 * @returns the complete response; redirects are not followed
 * @throws ProviderUnavailable when the provider does not answer in time, or answers that it cannot right now
 */
export async function providerFetch(url: string, init: ProviderRequest = {}): Promise<Response> {
  const issuer = config().identityProvider?.issuer ?? "";
  if (!url.startsWith("https:") && !issuer.startsWith("http:"))
    throw new Error("An identity provider on https named an address without it");
  try {
    const response = await fetchOverOpenConnection(url, {
      method: init.method ?? "GET",
      ...(init.headers && { headers: init.headers }),
      ...(init.body && { body: init.body as BodyInit }),
      cache: "no-store",
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    // Read here, so that the limit holds for the body too.
    const body = await response.arrayBuffer();
    if (response.status >= 500 || response.status === 429)
      throw new ProviderUnavailable(`The identity provider answered ${response.status}`);
    const { status, headers } = response;
    return new Response(status === 204 || status === 304 ? null : body, { status, headers });
  } catch (cause) {
    throw (
      providerUnavailableIn(cause) ??
      new ProviderUnavailable("The identity provider does not answer", { cause })
    );
  }
}

/**
 * Sends a request once more when the provider closed the connection without an answer: it may have been idle, and closed as
 * it was used again. RFC 9112, section 9.3.1, allows that for a POST where the client knows that it does no harm: a code
 * that reached the provider all the same is refused the second time, and nobody has the tokens of the first.
 */
async function fetchOverOpenConnection(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request);
  } catch (error) {
    const { cause } = error as { cause?: { code?: unknown } };
    if (!CLOSED_CODES.includes(cause?.code)) throw error;
    return fetch(url, request);
  }
}
