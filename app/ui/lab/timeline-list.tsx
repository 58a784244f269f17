import { Check, Clock, X } from "lucide";
import { useTexts } from "#texts";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { LabEvent } from "@/lib/demo/lab/timeline";
import { LaneMarks } from "./lane-marks";

const ICON = "mt-1 size-4 shrink-0 stroke-[2.25]";

/**
 * What happened in a run, one line for each step. The lanes are for the eye: each line says in words which device it was.
 *
 * @param isAnnounced whether a screen reader reads each line as it is added
 */
export function TimelineList({ events, isAnnounced }: { events: readonly LabEvent[]; isAnnounced: boolean }) {
  const t = useTexts("lab");
  return (
    <ol aria-label={t.timeline} aria-live={isAnnounced ? "polite" : "off"} className="text-sm">
      {events.map((event, at) => (
        <li
          key={event.step}
          className="flex min-h-8 gap-3 transition-opacity duration-300 motion-safe:starting:opacity-0"
        >
          <LaneMarks events={events} at={at} />
          <EventText event={event} />
        </li>
      ))}
    </ol>
  );
}

function EventText({ event: { kind, text, held } }: { event: LabEvent }) {
  const t = useTexts("lab");
  if (kind === "time")
    return (
      <span className="flex gap-2 py-1 text-muted">
        <SvgIcon icon={Clock} className={ICON} />
        {text}
      </span>
    );
  if (kind === "check")
    return (
      <span className={`flex gap-2 py-1 font-medium ${held ? "text-accent" : "text-danger"}`}>
        {held ? <SvgIcon icon={Check} className={ICON} /> : <SvgIcon icon={X} className={ICON} />}
        <span>
          <span className="sr-only">{held ? t.held : t.notHeld}</span> <span>{text}</span>
        </span>
      </span>
    );
  return <span className="min-w-0 py-1">{text}</span>;
}
