import { config } from "@/lib/server/config";
import { database } from "@/lib/server/database";
import type { Texts } from "@/lib/texts/catalogue";
import type { Timeline } from "./timeline";

const SECOND_MS = 1000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;

/**
 * The time of one run. The server's clock is everyone's, so it stays; the instants of the run's own user move back instead.
 * To the rules, which only compare instants, that is the same.
 */
export class LabClock {
  /** Milliseconds that have passed beyond the real ones. */
  passedMs = 0;
  readonly #userId: string;
  readonly #timeline: Timeline;
  readonly #t: Texts<"labSteps">;
  readonly #listeners: ((ms: number) => Promise<void>)[] = [];

  constructor(userId: string, timeline: Timeline, t: Texts<"labSteps">) {
    this.#userId = userId;
    this.#timeline = timeline;
    this.#t = t;
  }

  /** `ROTATION_GRACE` in milliseconds. */
  get graceMs(): number {
    return config().refresh.grace;
  }

  /** Milliseconds without input after which a session ends. */
  get idleMs(): number {
    return config().limits.idle;
  }

  /** The same with "Remember me". */
  get rememberedIdleMs(): number {
    return config().limits.rememberIdle;
  }

  /** The time on the clocks of the run's devices, in milliseconds since the epoch. */
  now = (): number => Date.now() + this.passedMs;

  /** @param run is called with the milliseconds that have passed, before `pass` is over */
  onPass(run: (ms: number) => Promise<void>): void {
    this.#listeners.push(run);
  }

  /** Lets time pass for all devices and the server. @param ms milliseconds */
  async pass(ms: number): Promise<void> {
    this.#timeline.add("time", null, this.#t.later({ length: ms / SECOND_MS }));
    this.passedMs += ms;
    await database().passSandboxTime(this.#userId, ms);
    for (const run of this.#listeners) await run(ms);
  }

  /** Lets a little more than the grace pass: from here on a repeated token is late. */
  async passGrace(): Promise<void> {
    await this.pass(this.graceMs + SECOND_MS);
  }
}
