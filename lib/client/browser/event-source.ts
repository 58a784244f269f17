import type { StreamMessage } from "@/lib/session/session-events";
import type { Cancel } from "./environment";

const EVENTS = [
  "state",
  "revoked",
  "expired",
  "sessions-changed",
  "user-changed",
] as const satisfies StreamMessage["event"][];

/**
 * Opens the session's stream of events. The browser reconnects by itself, after a pause that the server names.
 *
 * @param onRefused called when the server answers with something else than a stream; no more events come then
 */
export function openEventStream(onMessage: (message: StreamMessage) => void, onRefused: () => void): Cancel {
  const source = new EventSource("/api/session/events");
  for (const event of EVENTS) {
    source.addEventListener(event, ({ data }: MessageEvent<string>) => {
      onMessage({ event, data: JSON.parse(data) });
    });
  }
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) onRefused();
  };
  return () => source.close();
}
