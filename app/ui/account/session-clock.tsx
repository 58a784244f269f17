"use client";

import type { ReactNode } from "react";
import { useLanguage, useTexts } from "#texts";
import { idleSeconds } from "@/app/ui/format/lifetime";
import { useNow } from "@/app/ui/time/now";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { SessionView } from "@/lib/session/contract";
import { durationInWords, formatCountdown } from "@/lib/texts/duration";

/** The two limits of the session as running countdowns. */
export function SessionClock({ session }: { session: SessionView }) {
  const t = useTexts("dashboard").clock;
  const now = useNow(1000);
  const secondsUntil = (at: string) => (Date.parse(at) - now) / 1000;
  const whole = (Date.parse(session.absoluteExpiresAt) - Date.parse(session.createdAt)) / 1000;
  return (
    <div className="grid divide-line max-sm:divide-y sm:grid-cols-2 sm:divide-x">
      <Limit name={t.idle} left={secondsUntil(session.idleExpiresAt)} of={idleSeconds(session)}>
        {t.idleHint}
      </Limit>
      <Limit name={t.end} left={secondsUntil(session.absoluteExpiresAt)} of={whole}>
        {t.endHint({ time: <ExactTime at={session.absoluteExpiresAt} /> })}
      </Limit>
    </div>
  );
}

interface LimitProps {
  name: string;
  /** Seconds. More than `of` counts as all of it: the clock of this page may be a moment behind the server's. */
  left: number;
  /** Seconds, the length of the limit. */
  of: number;
  children: ReactNode;
}

function Limit({ name, left, of, children }: LimitProps) {
  const language = useLanguage();
  const shown = Math.min(left, of);
  const share = of > 0 ? Math.max(0, shown / of) : 0;
  return (
    <div className="p-5 sm:p-6">
      <h3 className="text-sm text-muted">{name}</h3>
      <p className="mt-1 text-3xl font-[450] tracking-tight tabular-nums">
        {shown < 3600 ? formatCountdown(shown, language) : durationInWords(shown, language)}
      </p>
      <svg
        viewBox="0 0 100 1"
        preserveAspectRatio="none"
        aria-hidden="true"
        className="mt-4 h-1 w-full rounded-full bg-sunken"
      >
        <rect width={(share * 100).toFixed(2)} height="1" className="fill-accent" />
      </svg>
      <p className="mt-4 text-sm text-muted">{children}</p>
    </div>
  );
}
