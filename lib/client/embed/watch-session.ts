/**
 * `/embed.js`: tells a page of another site whether a user is signed in here. It is an ES module without imports, which any
 * site may load; what it learns, the server tells to `TRUSTED_ORIGINS` alone.
 */
import type { EmbeddedSession } from "./embed-protocol";

/** How long the frame has to say something until the server is asked instead. */
const FRAME_TIMEOUT_MS = 5_000;
const POLL_MS = 300_000;
const WAKE_EVENTS = ["pageshow", "focus", "online", "visibilitychange"];

/**
 * Watches who is signed in: by the messages of a hidden frame, which come at once. While the frame is silent or gets no
 * cookies, the server is asked every five minutes, and when the page is looked at again.
 *
 * @param appOrigin where Latchkey runs: `https://app.example.com`
 * @param onChange called with what is known first, and with each change
 * @returns a function that stops it
 */
export function watchSession(appOrigin: string, onChange: (session: EmbeddedSession) => void): () => void {
  const { origin } = new URL(appOrigin);
  const stop = new AbortController();
  const { signal } = stop;
  let told = "";
  let isFrameTalking = false;

  function tell({ active, userId, reason, epoch = "", unavailable }: Partial<EmbeddedSession>): void {
    const session = { active, userId, reason, epoch, unavailable };
    const text = JSON.stringify(session); // without what is undefined
    if (signal.aborted || text === told) return;
    told = text;
    onChange(JSON.parse(text));
  }

  async function poll(): Promise<void> {
    if (isFrameTalking || document.hidden) return;
    try {
      const url = `${origin}/api/session/status`;
      const response = await fetch(url, { credentials: "include", cache: "no-store", signal });
      if (response.ok && !isFrameTalking) tell(await response.json());
    } catch {
      // Offline, or not one of the trusted origins: what is known stays.
    }
  }

  const frame = document.createElement("iframe");
  frame.hidden = true;
  frame.title = "Session";
  frame.src = `${origin}/embed/session?origin=${encodeURIComponent(location.origin)}`;
  const receive = (event: MessageEvent) => {
    if (event.origin !== origin || event.source !== frame.contentWindow) return;
    // `SESSION_MESSAGE` of embed-protocol.ts, spelled out: this module imports nothing.
    if (event.data?.type !== "latchkey:session") return;
    isFrameTalking = !event.data.unavailable;
    tell(event.data);
  };
  addEventListener("message", receive, { signal });
  for (const type of WAKE_EVENTS) addEventListener(type, poll, { capture: true, signal });
  document.body.append(frame);
  const first = setTimeout(poll, FRAME_TIMEOUT_MS);
  const timer = setInterval(poll, POLL_MS);

  return () => {
    stop.abort();
    clearTimeout(first);
    clearInterval(timer);
    frame.remove();
  };
}
