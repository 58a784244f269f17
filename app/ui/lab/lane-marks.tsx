import type { LabEvent, LaneName } from "@/lib/demo/lab/timeline";

export const LANES: readonly LaneName[] = ["you", "phone", "thief"];

/** Where the middle of each lane is. */
export const LANE_PLACE: Record<LaneName, string> = {
  you: "start-3.5",
  phone: "start-10.5",
  thief: "start-17.5",
};

const MARK: Record<LabEvent["kind"], string> = {
  token: "border-accent bg-accent text-canvas",
  lost: "border-dashed border-edge bg-raised text-muted",
  used: "border-accent bg-raised text-accent",
  refused: "border-danger bg-raised text-danger",
  ended: "border-danger bg-danger text-canvas",
  stolen: "border-danger bg-raised text-danger",
  note: "border-edge bg-raised text-muted",
  time: "",
  check: "",
};

/** What a mark without a number shows. */
const SIGN: Partial<Record<LabEvent["kind"], string>> = { used: "✓", refused: "×", ended: "×", lost: "?" };

/** The lanes of one row: a line for each device that is signed in, the mark of the step, and the arrow that leads to it. */
export function LaneMarks({ events, at }: { events: readonly LabEvent[]; at: number }) {
  const event = events[at];
  if (!event) return null;
  const { lane, from, kind, token } = event;
  return (
    <span aria-hidden="true" className="relative block w-21 shrink-0 self-stretch">
      {LANES.map((each) => {
        const line = lineClass(each, events, at);
        return (
          line && <span key={each} className={`absolute -ms-px border-s-2 ${LANE_PLACE[each]} ${line}`} />
        );
      })}
      {lane && from && <Arrow from={from} to={lane} />}
      {lane && (
        <span
          className={`absolute top-1 -ms-2.75 flex size-5.5 items-center justify-center rounded-full border-2 text-[0.6875rem] leading-none font-semibold tabular-nums ${LANE_PLACE[lane]} ${MARK[kind]}`}
        >
          {token ?? SIGN[kind] ?? ""}
        </span>
      )}
    </span>
  );
}

/** @returns the classes of a lane's line in a row; null while the device is not signed in, or not any more */
function lineClass(lane: LaneName, events: readonly LabEvent[], at: number): string | null {
  const first = events.findIndex((event) => event.lane === lane);
  const end = events.findIndex((event) => event.lane === lane && event.kind === "ended");
  if (first < 0 || at < first || (end >= 0 && at > end)) return null;
  const colour = lane === "thief" ? "border-danger/50" : "border-edge/50";
  return `${colour} ${at === first ? "top-3" : "top-0"} ${at === end ? "h-3" : "bottom-0"}`;
}

/** A dotted line between two lanes, with its point at the end. */
function Arrow({ from, to }: { from: LaneName; to: LaneName }) {
  const [start, end] = [LANES.indexOf(from), LANES.indexOf(to)];
  const left = start < end ? from : to;
  const length = Math.abs(end - start) === 2 ? "w-14" : "w-7";
  return (
    <span
      className={`absolute top-3.5 border-t-2 border-dotted border-danger ${LANE_PLACE[left]} ${length}`}
    />
  );
}
