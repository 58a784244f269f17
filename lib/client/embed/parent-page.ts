import type { Cancel } from "@/lib/client/browser/environment";
import { type SessionMessage, TOKEN_MESSAGE, type TokenMessage } from "./embed-protocol";

/** The page that shows our frame. */
export interface ParentPage {
  post(message: SessionMessage | TokenMessage): void;
  /** Calls `run` for each token that it asks for. */
  onTokenRequest(run: (template: string) => void): Cancel;
}

/** The parts of `window` that this needs. */
export interface FrameWindow {
  parent: Pick<Window, "postMessage">;
  addEventListener(
    type: "message",
    run: (event: FrameMessage) => void,
    options: { signal: AbortSignal },
  ): void;
}

export interface FrameMessage {
  origin: string;
  source: unknown;
  data: unknown;
}

/** No template has a longer name. */
const MAX_NAME_LENGTH = 64;

/**
 * Talks to the page around this frame, and to no other. What is posted reaches it only while it is of that origin, and a
 * message counts only if it comes from that origin and from that very window: other frames of the page, windows it opened and
 * pages it has left for are strangers.
 *
 * @param origin of the parent, one of `TRUSTED_ORIGINS`
 */
export function openParentPage(frame: FrameWindow, origin: string): ParentPage {
  return {
    post: (message) => frame.parent.postMessage(message, origin),
    onTokenRequest(run) {
      const stop = new AbortController();
      const receive = (event: FrameMessage) => {
        if (event.origin !== origin || event.source !== frame.parent) return;
        const template = readTokenRequest(event.data);
        if (template !== null) run(template);
      };
      frame.addEventListener("message", receive, { signal: stop.signal });
      return () => stop.abort();
    },
  };
}

/** @returns the template that a message asks a token of; null for any other message */
function readTokenRequest(data: unknown): string | null {
  if (typeof data !== "object" || data === null || !("type" in data) || !("template" in data)) return null;
  const { type, template } = data;
  const isRequest =
    type === TOKEN_MESSAGE && typeof template === "string" && template.length <= MAX_NAME_LENGTH;
  return isRequest ? template : null;
}
