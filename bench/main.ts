/**
 * `npm run bench`: how much slower than an empty Next app everything is that asks who you are. Prints one table.
 * What it can be told stands in options.ts.
 */
import { measureClientSize } from "@/scripts/client-size";
import { endWithUs } from "@/scripts/processes";
import type { Figures, Job, Place } from "./load";
import { MEASUREMENTS } from "./measurements";
import { readOptions } from "./options";
import { OURS, type Ours, type Rounds, table } from "./report";
import { startLoad } from "./start-load";
import { buildBoth, type Site, startBare, startNodes, startOurs } from "./targets";

/** Times as long as a round: until the code is compiled that runs most. */
const WARM_UP = 8;
/** On a machine with other things to do there are fewer rounds, rather than a run without end. */
const TIME_LIMIT_MS = 7 * 60_000;
const FEWEST_ROUNDS = 3;

type Sites = Record<"bare" | Ours, Place>;
type Measure = (job: Job) => Promise<Figures>;

endWithUs(130);
const options = readOptions(process.argv.slice(2));
const results: Rounds[] = MEASUREMENTS.filter(
  ({ kind }) => options.only.length === 0 || options.only.includes(kind),
).map((measurement) => ({ measurement, bare: [], empty: [], large: [], postgres: [], nodes: [] }));

await buildBoth();
const stops: (() => unknown)[] = [];
try {
  const nodes = await open(startNodes());
  const sites = {
    bare: await open(startBare()),
    empty: await open(startOurs("empty")),
    large: await open(startOurs("large", options)),
    postgres: { ...nodes, urls: nodes.urls.slice(0, 1) },
    nodes,
  };
  const load = startLoad();
  stops.push(load.stop);
  await measureRounds(sites, load.measure);
} finally {
  for (const stop of stops) await stop();
}
console.log(table(results, await measureClientSize(), options));

async function open(starting: Promise<Site>): Promise<Place> {
  const { stop, ...place } = await starting;
  stops.push(stop);
  return place;
}

async function measureRounds(sites: Sites, measure: Measure): Promise<void> {
  say("Warming up …");
  for (const result of results) await measureOne(result, sites, measure, WARM_UP * options.seconds);
  for (let round = 1; round <= options.rounds && (round <= FEWEST_ROUNDS || isTimeLeft()); round += 1) {
    say(`Round ${round} of ${options.rounds} …`);
    for (const result of results) {
      const figures = await measureOne(result, sites, measure, options.seconds);
      for (const site of ["bare", ...OURS] as const) result[site].push(figures[site]);
    }
  }
}

/** One after the other, so that each has the machine to itself, and close together, so that it is the same machine. */
async function measureOne(
  { measurement: { kind, path, bare } }: Rounds,
  sites: Sites,
  measure: Measure,
  seconds: number,
) {
  const job = (home: Place): Job => ({ kind, target: { urls: home.urls, path }, home, seconds });
  const compared: Job =
    bare.path === null
      ? { kind: "hash", target: null, home: sites.empty, seconds }
      : { kind, target: { urls: sites.bare.urls, path: bare.path }, home: sites.empty, seconds };
  return {
    bare: await measure(compared),
    empty: await measure(job(sites.empty)),
    large: await measure(job(sites.large)),
    postgres: await measure(job(sites.postgres)),
    nodes: await measure(job(sites.nodes)),
  };
}

function isTimeLeft(): boolean {
  return performance.now() < TIME_LIMIT_MS;
}

/** On the error output: the table alone is the result. */
function say(progress: string): void {
  console.error(progress);
}
