/** Formats the result as a paragraph and a table, in Markdown. */
import { CLIENT_AIM_BYTES } from "@/scripts/client-size";
import type { Figures } from "./load";
import type { Options } from "./options";
import {
  againstBare,
  againstFew,
  OURS,
  type Rounds,
  shareOfBare,
  times,
  verdict,
  withTarget,
} from "./ratios";
import { median } from "./statistics";
import { CONNECTIONS } from "./users";

export function formatReport(
  results: Rounds[],
  clientSize: number,
  { seconds, users, sessions }: Options,
): string {
  const rounds = results[0]?.bare.length ?? 0;
  const few = `${CONNECTIONS} users`;
  const many = `${thousands(users)} users, ${thousands(sessions)} sessions`;
  const all = results.flatMap((result) => [...result.bare, ...OURS.flatMap((site) => result[site])]);
  const busy = Math.max(...all.map((figures) => figures.busy));
  return [
    `Each figure is the median of ${rounds} rounds of ${seconds} s with ${CONNECTIONS} connections. A round measures a bare Next app,`,
    "then ours with few users, with many, and with few on PostgreSQL, by one node and by three on the same machine;",
    "ratios are taken within a round, with the middle half of them in brackets. Only ratios are comparable between",
    "machines. A share is our part of the bare app's requests a second: more is better. A time (×) is how many times as",
    "long our app takes: less is better.",
    `The process that sends the requests was at most ${Math.round(busy * 100)} % busy; near 100 % it would be the bottleneck.`,
    "",
    "| request | with | requests/s | p50 ms | p99 ms | against the bare one | against few users |",
    "|---|---|--:|--:|--:|---|---|",
    ...results.flatMap((result) => [
      row(result.measurement.bare.title, "–", result.bare),
      row(result.measurement.title, few, result.empty, againstBare(result, result.empty)),
      row(
        "",
        many,
        result.large,
        againstBare(result, result.large),
        withTarget(againstFew(result, result.large)),
      ),
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
    `| auth client | – | – | – | – | ${clientSize} bytes gzipped on top of the page (aim ≤ ${CLIENT_AIM_BYTES}: ${verdict(clientSize <= CLIENT_AIM_BYTES)}) | – |`,
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

function thousands(count: number): string {
  return count.toLocaleString("en").replaceAll(",", " ");
}
