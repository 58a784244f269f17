import { pluralize } from "@/app/ui/format/pluralize";
import type { TimelineView } from "@/lib/session/contract";

/** The width of the chart in its own units. */
export const WIDTH = 1000;

export type MarkKind = "rotated" | "repeated" | "reused";

export interface Mark {
  key: string;
  kind: MarkKind;
  /** From 0 to {@link WIDTH}. */
  x: number;
}

/**
 * Places a session's refreshes on a line as long as its life. Retries and reuse come last, so that they are drawn on top.
 *
 * @param now milliseconds since the epoch; the end of the line while the session is alive
 */
export function marksOf({ startedAt, endedAt, generations, reusedAt }: TimelineView, now: number): Mark[] {
  const start = Date.parse(startedAt);
  const end = Math.max(endedAt ? Date.parse(endedAt) : now, start + 60_000);
  const place = (at: string) => {
    const share = (Date.parse(at) - start) / (end - start);
    return Math.round(Math.min(1, Math.max(0, share)) * WIDTH);
  };
  const marks = generations.map(
    ({ generation, at, repeated }): Mark => ({
      key: String(generation),
      kind: repeated ? "repeated" : "rotated",
      x: place(at),
    }),
  );
  const ordinary = marks.filter(({ kind }) => kind === "rotated");
  const marked = marks.filter(({ kind }) => kind !== "rotated");
  return [
    ...ordinary,
    ...marked,
    ...(reusedAt ? [{ key: "reused", kind: "reused" as const, x: place(reusedAt) }] : []),
  ];
}

/** @returns the chart in words: how often the token was refreshed, how many of those were retries, and whether it was reused. */
export function timelineInWords({ generations, reusedAt }: TimelineView): string {
  const [first] = generations;
  // The first token was made at sign-in, not renewed.
  const renewed = generations.filter(({ generation }) => generation > 0).length;
  const repeated = generations.filter((generation) => generation.repeated).length;
  const retries = repeated > 0 ? ` (${repeated} ${repeated === 1 ? "retry" : "retries"})` : "";
  const sentences = [
    renewed === 0
      ? "Not refreshed yet."
      : `Refreshed ${pluralize(renewed, "time")}${retries}${first?.generation ? " recently" : ""}.`,
    reusedAt && "A token was used twice, which ended the session.",
  ];
  return sentences.filter(Boolean).join(" ");
}
