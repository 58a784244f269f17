/** The result in words and one table, in Markdown. */
import { CLIENT_TARGET_BYTES } from "@/scripts/client-size";
import type { Figures } from "./load";
import { LARGE_AIM, type Measurement } from "./measurements";
import type { Options } from "./options";
import { median, type Spread, spreadOf } from "./statistics";
import { CONNECTIONS } from "./users";

/** Our app: with few users, with many, and with few again on PostgreSQL, by one node and by three. */
export const OURS = ["empty", "large", "postgres", "nodes"] as const;
export type Ours = (typeof OURS)[number];

/** What each round came to. */
export interface Rounds extends Record<"bare" | Ours, Figures[]> {
  measurement: Measurement;
}

export function table(results: Rounds[], clientSize: number, { seconds, users, sessions }: Options): string {
  const rounds = results[0]?.bare.length ?? 0;
  const few = `${CONNECTIONS} users`;
  const many = `${thousands(users)} users, ${thousands(sessions)} sessions`;
  const all = results.flatMap((result) => [...result.bare, ...OURS.flatMap((site) => result[site])]);
  const busy = Math.max(...all.map((figures) => figures.busy));
  return [
    `Each figure is the median of ${rounds} rounds of ${seconds} s with ${CONNECTIONS} connections. A round measures a bare Next app,`,
    "then ours with few users, with many, and with few on PostgreSQL, by one node and by three on the same machine;",
    "ratios are taken within a round, and in brackets stands where the middle half of them lies. Only ratios mean",
    "something on another machine. A share is ours of the bare one's requests a second: more is better. A time (×) is",
    "how many times as long ours takes: less is better.",
    `What sends the requests was at most ${Math.round(busy * 100)} % busy; near 100 % it would be measuring itself.`,
    "",
    "| request | with | requests/s | p50 ms | p99 ms | against the bare one | against few users |",
    "|---|---|--:|--:|--:|---|---|",
    ...results.flatMap((result) => [
      row(result.measurement.bare.title, "–", result.bare),
      row(result.measurement.title, few, result.empty, againstBare(result, result.empty)),
      row("", many, result.large, againstBare(result, result.large), aimed(againstFew(result, result.large))),
      ...(["postgres", "nodes"] as const).map((site) =>
        row(
          "",
          ON_POSTGRES[site],
          result[site],
          shareOfBare(result, result[site]),
          times(againstFew(result, result[site])),
        ),
      ),
    ]),
    `| auth client | – | – | – | – | ${clientSize} bytes gzipped on top of the page (aim ≤ ${CLIENT_TARGET_BYTES}: ${verdict(clientSize <= CLIENT_TARGET_BYTES)}) | – |`,
  ].join("\n");
}

function row(title: string, site: string, figures: Figures[], againstBare = "–", againstFew = "–"): string {
  const of = (pick: (figures: Figures) => number) => median(figures.map(pick));
  const speed = [
    Math.round(of((f) => f.perSecond)),
    of((f) => f.p50).toFixed(1),
    of((f) => f.p99).toFixed(1),
  ];
  return `| ${[title, site, ...speed, againstBare, againstFew].join(" | ")} |`;
}

const ON_POSTGRES = { postgres: "PostgreSQL, one node", nodes: "PostgreSQL, three nodes" };

function againstBare(result: Rounds, ours: Figures[]): string {
  const { aim } = result.measurement;
  const { median } = ratioToBare(result, ours);
  const [sign, limit, met] =
    "share" in aim ? ["≥", aim.share, median >= aim.share] : ["≤", aim.time, median <= aim.time];
  return `${shareOfBare(result, ours)} (aim ${sign} ${limit}: ${verdict(met)})`;
}

function shareOfBare(result: Rounds, ours: Figures[]): string {
  const ratio = ratioToBare(result, ours);
  return "share" in result.measurement.aim ? range(ratio) : times(ratio);
}

/** A share of the bare one's requests a second, or how many times as long ours takes. */
function ratioToBare({ measurement: { aim }, bare }: Rounds, ours: Figures[]): Spread {
  return spreadOf(
    ours.map((figures, round) => {
      const share = figures.perSecond / perSecond(bare[round]);
      return "share" in aim ? share : 1 / share;
    }),
  );
}

function againstFew({ empty }: Rounds, ours: Figures[]): Spread {
  return spreadOf(ours.map((figures, round) => perSecond(empty[round]) / figures.perSecond));
}

function aimed(time: Spread): string {
  return `${times(time)} (aim ≤ ${LARGE_AIM}: ${verdict(time.median <= LARGE_AIM)})`;
}

function times(time: Spread): string {
  return `× ${range(time)}`;
}

function perSecond(figures: Figures | undefined): number {
  return figures?.perSecond ?? Number.NaN;
}

function range({ median, from, to }: Spread): string {
  return `${median.toFixed(2)} [${from.toFixed(2)}–${to.toFixed(2)}]`;
}

function verdict(met: boolean): string {
  return met ? "met" : "**missed**";
}

function thousands(count: number): string {
  return count.toLocaleString("en").replaceAll(",", " ");
}
