/**
 * `npm run bench`: how much slower than an empty Next app everything is that asks who you are. Prints one table.
 * What it can be told stands in options.ts.
 */
import { weighClient } from "@/scripts/client-weight";
import { endWithUs } from "@/scripts/processes";
import type { Figures, Job } from "./load";
import { MEASUREMENTS } from "./measurements";
import { readOptions } from "./options";
import { buildBoth, type Site, startBare, startOurs } from "./sites";
import { startLoad } from "./start-load";
import { type Rounds, table } from "./table";

/** Times as long as a round: until the code is compiled that runs most. */
const WARM_UP = 8;
/** On a machine with other things to do there are fewer rounds, rather than a run without end. */
const TIME_LIMIT_MS = 7 * 60_000;
const FEWEST_ROUNDS = 3;

interface Sites {
  bare: Site;
  empty: Site;
  large: Site;
}
type Measure = (job: Job) => Promise<Figures>;

endWithUs(130);
const options = readOptions(process.argv.slice(2));
const results: Rounds[] = MEASUREMENTS.filter(
  ({ kind }) => options.only.length === 0 || options.only.includes(kind),
).map((measurement) => ({ measurement, bare: [], empty: [], large: [] }));

await buildBoth();
const stops: (() => unknown)[] = [];
try {
  const sites = {
    bare: await open(startBare()),
    empty: await open(startOurs("empty")),
    large: await open(startOurs("large", options)),
  };
  const load = startLoad();
  stops.push(load.stop);
  await measureRounds(sites, load.measure);
} finally {
  for (const stop of stops) await stop();
}
console.log(table(results, await weighClient(), options));

async function open(starting: Promise<Site>): Promise<Site> {
  const site = await starting;
  stops.push(site.stop);
  return site;
}

async function measureRounds(sites: Sites, measure: Measure): Promise<void> {
  say("Warming up …");
  for (const result of results) await measureOne(result, sites, measure, WARM_UP * options.seconds);
  for (let round = 1; round <= options.rounds && (round <= FEWEST_ROUNDS || isTimeLeft()); round += 1) {
    say(`Round ${round} of ${options.rounds} …`);
    for (const result of results) {
      const { bare, empty, large } = await measureOne(result, sites, measure, options.seconds);
      result.bare.push(bare);
      result.empty.push(empty);
      result.large.push(large);
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
  const home = sites.empty.url;
  const job: Job = { kind, target: { url: home, path }, home, seconds };
  const compared: Job =
    bare.path === null
      ? { ...job, kind: "hash", target: null }
      : { ...job, target: { url: sites.bare.url, path: bare.path } };
  const large = sites.large.url;
  return {
    bare: await measure(compared),
    empty: await measure(job),
    large: await measure({ ...job, target: { url: large, path }, home: large }),
  };
}

function isTimeLeft(): boolean {
  return performance.now() < TIME_LIMIT_MS;
}

/** On the error output: the table alone is the result. */
function say(progress: string): void {
  console.error(progress);
}
