import type { StreamMessage } from "@/lib/session/session-events";
import type { Cancel } from "./environment";

const EVENTS = [
  "state",
  "revoked",
  "expired",
  "sessions-changed",
  "user-changed",
] as const satisfies StreamMessage["event"][];

/** Opens the session's stream of events; see `Environment.openStream`. */
export function openEventStream(
  onMessage: (message: StreamMessage) => void,
  onFailed: (isRefused: boolean) => void,
  url = "/api/session/events",
): Cancel {
  const source = new EventSource(url);
  for (const event of EVENTS) {
    source.addEventListener(event, ({ data }: MessageEvent<string>) => {
      onMessage({ event, data: JSON.parse(data) });
    });
  }
  source.onerror = () => onFailed(source.readyState === EventSource.CLOSED);
  return () => source.close();
}
