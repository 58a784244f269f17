/** What the session lab shows of a run. Nothing here is a secret: tokens are known by their number alone. */

export type LaneName = "you" | "phone" | "thief";

export type LabEventKind =
  /** A token was given: the first, a new one, or the current one again. */
  | "token"
  /** A token was given, and its answer never arrived. */
  | "lost"
  /** The app was used, and it answered. */
  | "used"
  /** The server refused, and the session goes on. */
  | "refused"
  /** The server said that the session is over. */
  | "ended"
  /** The thief copied cookies. */
  | "stolen"
  /** Something else happened on a device, on the way or on the server. */
  | "note"
  /** Time passed for everyone. */
  | "time"
  /** A claim of the card, and whether it held. */
  | "check";

export interface LabEvent {
  /** Its place in the timeline, from 1. */
  step: number;
  kind: LabEventKind;
  /** The device it happened on; null for what concerns all of them. */
  lane: LaneName | null;
  /** One sentence. It names the device, so that it is understood without the lanes. */
  text: string;
  /** The number of the token, from 1. */
  token: number | null;
  /** The device that an arrow comes from. */
  from: LaneName | null;
  /** Whether a check held; null for every other event. */
  held: boolean | null;
}

/** The answer of `POST /api/demo/lab/[id]`. */
export interface LabRun {
  /** Whether there were checks, and all of them held. */
  passed: boolean;
  events: LabEvent[];
}

type Details = Partial<Pick<LabEvent, "token" | "from" | "held">>;

/** What has happened in a run so far, in order. */
export class Timeline {
  readonly events: LabEvent[] = [];

  add(kind: LabEventKind, lane: LaneName | null, text: string, details: Details = {}): void {
    const step = this.events.length + 1;
    this.events.push({ step, kind, lane, text, token: null, from: null, held: null, ...details });
  }

  passed(): boolean {
    const checks = this.events.filter(({ kind }) => kind === "check");
    return checks.length > 0 && checks.every(({ held }) => held);
  }
}
