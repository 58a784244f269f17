/**
 * The hidden frame in which an identity provider is asked without a screen (OpenID Connect Core 1.0, section 3.1.2.1,
 * `prompt=none`). It ends on a page of our own, which sends the answer here (OWASP ASVS 5.0, 3.5.5).
 */
import { SILENT_MESSAGE } from "@/lib/session/sign-in/silent-message";
import type { Environment } from "./environment";
import { listen } from "./page-events";

/** How long the provider may take. One that the browser keeps from its cookies may never answer. */
export const FRAME_TIMEOUT_MS = 10_000;

/**
 * Asks the provider in a hidden frame.
 *
 * @param url the authorization request, with its `state`
 * @returns the parameters of the provider's answer to this very request; null when there is none in time
 */
export function askInHiddenFrame(
  env: Pick<Environment, "after" | "origin">,
  url: string,
): Promise<URLSearchParams | null> {
  const expectedState = new URL(url).searchParams.get("state");
  const frame = document.createElement("iframe");
  frame.hidden = true;
  // Neither the provider's page nor ours may leave the frame.
  frame.setAttribute("sandbox", "allow-scripts allow-same-origin");
  return new Promise((resolve) => {
    const cancelTimeout = env.after(FRAME_TIMEOUT_MS, () => finish(null));
    const stopListening = listen(["message"], (event) => {
      const { origin, source, data } = event as MessageEvent;
      if (origin !== env.origin() || source !== frame.contentWindow || data?.type !== SILENT_MESSAGE) return;
      const answer = new URLSearchParams(String(data.query));
      if (answer.get("state") === expectedState) finish(answer);
    });
    function finish(answer: URLSearchParams | null): void {
      cancelTimeout();
      stopListening();
      frame.remove();
      resolve(answer);
    }
    frame.src = url;
    document.body.append(frame);
  });
}
