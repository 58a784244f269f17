/** What the drawer "Under the hood" shows, in words. Pure: what was observed and the time go in, sentences come out. */
import type { UnderTheHoodView } from "@/lib/session/demo/under-the-hood-view";
import { durationInWords, formatCountdown } from "@/lib/texts/duration";
import { CODE_FILES, type CodeFile } from "./code-files";
import type { TabFacts } from "./tabs";

/** A client renews its token so many milliseconds before it expires, or after half of its life (`AuthProvider`). */
const LEEWAY_MS = 60_000;

/** The longest time that is counted down to the second. */
const COUNTDOWN_MS = 36 * 60 * 60_000;

export interface Observed {
  /** Null until the server has answered. */
  view: UnderTheHoodView | null;
  /** How far the server's clock is ahead of this device's, in milliseconds. */
  clockOffsetMs: number;
  /** Null where the browser has no locks, or has not answered yet. */
  tabs: TabFacts | null;
  /** The last hint between tabs or event of the stream, and when it came; null before the first. */
  lastSignal: { name: string; at: number } | null;
}

export interface Figure {
  term: string;
  value: string;
  explanation: string;
  file: CodeFile;
}

/** @param now milliseconds since the epoch on this device's clock, which `lastSignal.at` is on as well */
export function describeFigures({ view, clockOffsetMs, tabs, lastSignal }: Observed, now: number): Figure[] {
  const until = (iso: string | number) => {
    const left = new Date(iso).getTime() - (now + clockOffsetMs);
    if (left <= 0) return "now";
    return `in ${left > COUNTDOWN_MS ? durationInWords(left / 1000, "en") : formatCountdown(left / 1000)}`;
  };
  return [
    {
      term: "Refresh token",
      value: view ? `number ${view.generation}` : "…",
      explanation: `Each refresh replaces it. A replaced one that comes back later than ${view?.graceSeconds ?? "a few"} seconds ends the session.`,
      file: CODE_FILES.rotation,
    },
    {
      term: "Next refresh",
      value: tabs?.isRefreshing ? "running" : view ? until(nextRefresh(view)) : "…",
      explanation: "The access token is renewed before it expires. One tab does it, for all of them.",
      file: CODE_FILES.renewal,
    },
    {
      term: "Leader tab",
      value: tabs ? LEADER[tabs.role] : "unknown",
      explanation: tabs
        ? `It reads the server’s event stream for ${tabs.count > 1 ? `all ${tabs.count} tabs` : "all tabs"} of this browser, and holds a lock. When it closes, another tab gets the lock.`
        : "This browser shows no locks here: they need https or localhost.",
      file: CODE_FILES.leader,
    },
    {
      term: "Last signal",
      value: lastSignal ? `${lastSignal.name}, ${ago(now - lastSignal.at)}` : "none yet",
      explanation:
        "What the event stream or another tab said last. The rules decide what it means for this tab.",
      file: CODE_FILES.signals,
    },
    {
      term: "Idle limit",
      value: view ? until(view.idleExpiresAt) : "…",
      explanation: "Only your own clicks and keys move it; requests in the background don’t.",
      file: CODE_FILES.limits,
    },
    {
      term: "Absolute limit",
      value: view ? until(view.absoluteExpiresAt) : "…",
      explanation: view?.rememberMe
        ? "Nothing moves it. It is the longer one of “Remember me”."
        : "Nothing moves it. “Remember me” would make it longer.",
      file: CODE_FILES.limits,
    },
  ];
}

const LEADER: Record<TabFacts["role"], string> = {
  reader: "this tab",
  listener: "another tab",
  nobody: "none",
};

/** @returns milliseconds since the epoch on the server's clock */
function nextRefresh({ refreshedAt, accessTokenSeconds }: UnderTheHoodView): number {
  const lifeMs = accessTokenSeconds * 1000;
  return Date.parse(refreshedAt) + lifeMs - Math.min(LEEWAY_MS, lifeMs / 2);
}

function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 2) return "just now";
  return seconds < 60 ? `${seconds} s ago` : `${Math.round(seconds / 60)} min ago`;
}
