/** What the drawer "Under the hood" shows, in words. Pure: what was observed and the time go in, sentences come out. */

import type { ScriptTexts } from "@/app/ui/demo/script-texts";
import type { UnderTheHoodView } from "@/lib/session/demo/demo-schemas";
import type { Texts } from "@/lib/texts/catalogue";
import { formatCountdown } from "@/lib/texts/duration";
import { CODE_FILES, type CodeFile } from "./code-files";
import type { TabFacts } from "./tabs";

/** A client renews its token so many milliseconds before it expires, or after half of its life (`AuthProvider`). */
const LEEWAY_MS = 60_000;

/** The longest time that is counted down to the second. */
const COUNTDOWN_SECONDS = 36 * 60 * 60;

type FigureTexts = Texts<"demoControls">["figures"];

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
export function describeFigures(
  { view, clockOffsetMs, tabs, lastSignal }: Observed,
  now: number,
  { t: texts, language }: ScriptTexts,
): Figure[] {
  const t = texts.figures;
  const until = (iso: string | number) => {
    const left = (new Date(iso).getTime() - (now + clockOffsetMs)) / 1000;
    if (left <= 0) return t.now;
    return left > COUNTDOWN_SECONDS
      ? t.inLong({ left })
      : t.inTime({ time: formatCountdown(left, language) });
  };
  return [
    {
      term: t.rotation.term,
      value: view ? t.rotation.value({ number: view.generation }) : "…",
      explanation: view ? t.rotation.about({ grace: view.graceSeconds }) : t.rotation.aboutUnknown,
      file: CODE_FILES.rotation,
    },
    {
      term: t.renewal.term,
      value: tabs?.isRefreshing ? t.renewal.running : view ? until(nextRefresh(view)) : "…",
      explanation: t.renewal.about,
      file: CODE_FILES.renewal,
    },
    {
      term: t.leader.term,
      value: tabs ? t.leader.role[tabs.role] : t.unknown,
      explanation: describeLeader(tabs, t.leader),
      file: CODE_FILES.leader,
    },
    {
      term: t.signal.term,
      value: lastSignal ? describeSignal(lastSignal.name, now - lastSignal.at, t.signal) : t.signal.none,
      explanation: t.signal.about,
      file: CODE_FILES.signals,
    },
    {
      term: t.idle.term,
      value: view ? until(view.idleExpiresAt) : "…",
      explanation: t.idle.about,
      file: CODE_FILES.limits,
    },
    {
      term: t.absolute.term,
      value: view ? until(view.absoluteExpiresAt) : "…",
      explanation: view?.rememberMe ? t.absolute.aboutRemembered : t.absolute.about,
      file: CODE_FILES.limits,
    },
  ];
}

/** @returns milliseconds since the epoch on the server's clock */
function nextRefresh({ refreshedAt, accessTokenSeconds }: UnderTheHoodView): number {
  const lifeMs = accessTokenSeconds * 1000;
  return Date.parse(refreshedAt) + lifeMs - Math.min(LEEWAY_MS, lifeMs / 2);
}

function describeLeader(tabs: TabFacts | null, t: FigureTexts["leader"]): string {
  if (!tabs) return t.noLocks;
  return tabs.count > 1 ? t.aboutTabs({ tabs: tabs.count }) : t.about;
}

function describeSignal(name: string, agoMs: number, t: FigureTexts["signal"]): string {
  const signal = (t.names as Partial<Record<string, string>>)[name] ?? name;
  const seconds = Math.max(0, Math.round(agoMs / 1000));
  if (seconds < 2) return t.justNow({ signal });
  if (seconds < 60) return t.secondsAgo({ signal, seconds });
  return t.minutesAgo({ signal, minutes: Math.round(seconds / 60) });
}
