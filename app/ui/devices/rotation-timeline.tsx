"use client";

import { useTexts } from "#texts";
import { useNow } from "@/app/ui/time/now";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { TimelineView } from "@/lib/session/contract";
import { type MarkKind, marksOf, timelineInWords, WIDTH } from "./timeline";

/** Distinguished by height as well as by colour. */
const STYLE: Record<MarkKind, { className: string; y: [number, number] }> = {
  rotated: { className: "stroke-edge", y: [14, 26] },
  repeated: { className: "stroke-accent", y: [8, 32] },
  reused: { className: "stroke-danger", y: [0, 40] },
};

/** A chart of a session's token refreshes: each is a tick on a line as long as the session's life. */
export function RotationTimeline({ timeline }: { timeline: TimelineView }) {
  const t = useTexts("devices");
  const now = useNow(60_000);
  const words = timelineInWords(timeline, t);
  const { startedAt, endedAt } = timeline;
  return (
    <figure className="m-0">
      <svg viewBox={`0 0 ${WIDTH} 40`} preserveAspectRatio="none" aria-hidden="true" className="h-10 w-full">
        <path
          d={`M0 20H${WIDTH}`}
          className="stroke-line"
          strokeWidth="1"
          vectorEffect="non-scaling-stroke"
        />
        {marksOf(timeline, now).map(({ key, kind, x }) => (
          <path
            key={key}
            d={`M${x} ${STYLE[kind].y[0]}V${STYLE[kind].y[1]}`}
            className={STYLE[kind].className}
            strokeWidth="2"
            strokeLinecap="round"
            vectorEffect="non-scaling-stroke"
          />
        ))}
      </svg>
      <p className="mt-1 flex flex-wrap justify-between gap-x-4 text-[0.8125rem] text-muted">
        <ExactTime at={startedAt} />
        {endedAt ? <ExactTime at={endedAt} /> : <span>{t.timeline.now}</span>}
      </p>
      <figcaption className="mt-1.5">{words}</figcaption>
    </figure>
  );
}
