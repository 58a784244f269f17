import { Check, Drama, type IconNode, Laptop, Play, Smartphone, X } from "lucide";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { SvgIcon } from "@/app/ui/svg-icon";
import type { LaneName } from "@/lib/demo/lab/timeline";
import { LANE_PLACE, LANES } from "./lane-marks";
import { TimelineList } from "./timeline-list";
import type { LabResult, LabStatus } from "./use-lab-run";

/** A scenario as the page knows it. */
export interface ScenarioProps {
  id: string;
  title: string;
  rule: string;
  simulated: string;
}

interface Props extends Omit<ScenarioProps, "id"> {
  result: LabResult;
  /** Whether any scenario runs. */
  isBusy: boolean;
  /** Whether a screen reader reads the steps as they come. */
  isAnnounced: boolean;
  onRun: () => void;
  code: ReactNode;
}

const LANE_ICON: Record<LaneName, IconNode> = { you: Laptop, phone: Smartphone, thief: Drama };

/** One scenario: its rule, a button that runs it, and the timeline of its last run. */
export function ScenarioCard({ title, rule, simulated, result, isBusy, isAnnounced, onRun, code }: Props) {
  const t = useTexts("lab");
  const { status, events } = result;
  return (
    <li className="grid gap-x-10 gap-y-3 rounded-3xl border border-line bg-raised p-5 sm:p-6 md:grid-cols-[minmax(0,5fr)_minmax(0,7fr)]">
      {/* It stays beside a timeline that is higher than the window. */}
      <div className="self-start md:sticky md:top-6">
        <h3 className="flex min-h-9 items-center text-heading font-medium">{title}</h3>
        <p>{rule}</p>
      </div>
      <div className="min-w-0">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Button variant="quiet" size="small" aria-disabled={isBusy} onClick={onRun}>
            <SvgIcon icon={Play} className="size-3.5" />
            <span>
              <span>{events.length > 0 && status !== "running" ? t.runAgain : t.run}</span>
              <span className="sr-only">: {title}</span>
            </span>
          </Button>
          <p role="status" className="text-sm font-medium">
            <StatusText status={status} />
          </p>
        </div>
        <p className="mt-3 text-sm text-muted">{simulated}</p>
        {events.length > 0 && (
          <div className="mt-5">
            <LaneHeads />
            <TimelineList events={events} isAnnounced={isAnnounced} />
          </div>
        )}
      </div>
      <div className="min-w-0 md:col-span-2">{code}</div>
    </li>
  );
}

function StatusText({ status }: { status: LabStatus }) {
  const t = useTexts("lab").status;
  const icon = status === "passed" ? Check : status === "failed" ? X : null;
  const colour = status === "passed" ? "text-accent" : status === "failed" ? "text-danger" : "text-muted";
  return (
    <span className={`flex items-center gap-1.5 ${colour}`}>
      {icon && <SvgIcon icon={icon} className="size-4 stroke-[2.5]" />}
      <span>{status === "idle" ? "" : t[status]}</span>
    </span>
  );
}

/** Above the lanes: whose each of them is. The lines below say so in words. */
function LaneHeads() {
  return (
    <span aria-hidden="true" className="relative block h-6 w-21">
      {LANES.map((lane) => (
        <SvgIcon
          key={lane}
          icon={LANE_ICON[lane]}
          className={`absolute -ms-2 size-4 stroke-[1.75] ${LANE_PLACE[lane]} ${lane === "thief" ? "text-danger" : "text-muted"}`}
        />
      ))}
    </span>
  );
}
