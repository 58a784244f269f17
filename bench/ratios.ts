/** The app's figures as ratios to those of the bare app and of the app with few users, with their aims. */
import type { Figures } from "./load";
import { LARGE_DATABASE_AIM, type Measurement } from "./measurements";
import { type Spread, spreadOf } from "./statistics";

/** The variants of our app: few users, many users, and few users on PostgreSQL with one node and with three. */
export const OURS = ["empty", "large", "postgres", "nodes"] as const;
export type Ours = (typeof OURS)[number];

/** The figures of each round, by site. */
export interface Rounds extends Record<"bare" | Ours, Figures[]> {
  measurement: Measurement;
}

/** @returns the ratio to the bare app, with its aim and whether it is met */
export function againstBare(result: Rounds, ours: Figures[]): string {
  const { aim } = result.measurement;
  const { median } = ratioToBare(result, ours);
  const [sign, limit, met] =
    "share" in aim ? ["≥", aim.share, median >= aim.share] : ["≤", aim.time, median <= aim.time];
  return `${shareOfBare(result, ours)} (aim ${sign} ${limit}: ${verdict(met)})`;
}

/** @returns the ratio to the bare app, without an aim */
export function shareOfBare(result: Rounds, ours: Figures[]): string {
  const ratio = ratioToBare(result, ours);
  return "share" in result.measurement.aim ? range(ratio) : times(ratio);
}

/** @returns our share of the bare app's requests per second, or how many times as long ours takes */
function ratioToBare({ measurement: { aim }, bare }: Rounds, ours: Figures[]): Spread {
  return spreadOf(
    ours.map((figures, round) => {
      const share = figures.perSecond / perSecond(bare[round]);
      return "share" in aim ? share : 1 / share;
    }),
  );
}

/** @returns how many times as long a request takes as with few users */
export function againstFew({ empty }: Rounds, ours: Figures[]): Spread {
  return spreadOf(ours.map((figures, round) => perSecond(empty[round]) / figures.perSecond));
}

export function withTarget(time: Spread): string {
  return `${times(time)} (aim ≤ ${LARGE_DATABASE_AIM}: ${verdict(time.median <= LARGE_DATABASE_AIM)})`;
}

export function times(time: Spread): string {
  return `× ${range(time)}`;
}

function perSecond(figures: Figures | undefined): number {
  return figures?.perSecond ?? Number.NaN;
}

function range({ median, from, to }: Spread): string {
  return `${median.toFixed(2)} [${from.toFixed(2)}–${to.toFixed(2)}]`;
}

export function verdict(met: boolean): string {
  return met ? "met" : "**missed**";
}
