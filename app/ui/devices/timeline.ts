import type { TimelineView } from "@/lib/session/contract";
import type { Texts } from "@/lib/texts/catalogue";

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
export function timelineInWords(
  { generations, reusedAt }: TimelineView,
  { timeline: t }: Texts<"devices">,
): string {
  const [first] = generations;
  // The first token was made at sign-in, not renewed.
  const count = generations.filter(({ generation }) => generation > 0).length;
  const repeated = generations.filter((generation) => generation.repeated).length;
  // The oldest ones are no longer known.
  const isRecent = Boolean(first?.generation);
  return [refreshesInWords(), reusedAt && t.reused].filter(Boolean).join(" ");

  function refreshesInWords(): string {
    if (count === 0) return t.notRefreshed;
    if (repeated === 0) return (isRecent ? t.refreshedRecently : t.refreshed)({ count });
    const retries = t.retries({ count: repeated });
    return (isRecent ? t.refreshedRetriedRecently : t.refreshedRetried)({ count, retries });
  }
}
