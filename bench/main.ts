/**
 * `npm run bench`: compares requests that check a session with the empty requests of Next, and prints two tables: the
 * processor time within one process, and the throughput beside an empty Next.js app. The options are in options.ts.
 */
import { measureClientSize } from "@/scripts/client-size";
import { endWithUs } from "@/scripts/processes";
import { compareWithCommit } from "./before";
import { measureCpu } from "./cpu";
import { findMisses, formatCpuReport } from "./cpu-report";
import type { Job } from "./load";
import type { Place } from "./load-users";
import { MEASUREMENTS } from "./measurements";
import { readOptions } from "./options";
import { OURS, type Ours, type Rounds } from "./ratios";
import { formatReport } from "./report";
import { type Measure, startLoad } from "./start-load";
import { buildBoth, type Site, startBare, startNodes, startOurs } from "./targets";

/** The warm-up takes this many times as long as a round, until V8 has compiled the hot code. */
const WARM_UP_FACTOR = 8;
/** The rounds of the throughput end after this long, so that a busy machine does not take forever. */
const TIME_LIMIT_MS = 7 * 60_000;
const MIN_ROUNDS = 3;

type Sites = Record<"bare" | Ours, Place>;

endWithUs(130);
const options = readOptions(process.argv.slice(2));
const results: Rounds[] = MEASUREMENTS.filter(
  ({ name }) => options.only.length === 0 || options.only.includes(name),
).map((measurement) => ({ measurement, bare: [], empty: [], large: [], postgres: [], nodes: [] }));

const stops: (() => unknown)[] = [];
if (options.before !== null) await compareWithCommit(options.before, options);
else await compareAll();

async function compareAll(): Promise<void> {
  await compareCpu();
  if (!options.check && results.length > 0) await compareSites();
}

async function compareCpu(): Promise<void> {
  const compared = await measureCpu(options);
  console.log(`${formatCpuReport(compared)}\n`);
  if (!options.check) return;
  const misses = findMisses(compared);
  for (const miss of misses) console.error(`Missed by more than a tenth: ${miss}`);
  if (misses.length > 0) process.exitCode = 1;
}

async function compareSites(): Promise<void> {
  await buildBoth();
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
  console.log(formatReport(results, await measureClientSize(), options));
}

async function open(starting: Promise<Site>): Promise<Place> {
  const { stop, ...place } = await starting;
  stops.push(stop);
  return place;
}

async function measureRounds(sites: Sites, measure: Measure): Promise<void> {
  printProgress("Warming up …");
  for (const result of results) await measureOne(result, sites, measure, WARM_UP_FACTOR * options.seconds);
  const startedAt = performance.now();
  const isTimeLeft = () => performance.now() - startedAt < TIME_LIMIT_MS;
  for (let round = 1; round <= options.rounds && (round <= MIN_ROUNDS || isTimeLeft()); round += 1) {
    printProgress(`Round ${round} of ${options.rounds} …`);
    for (const result of results) {
      const figures = await measureOne(result, sites, measure, options.seconds);
      for (const site of ["bare", ...OURS] as const) result[site].push(figures[site]);
    }
  }
}

/** Measures the sites one after the other, so that each has the machine to itself, in quick succession. */
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

/** Writes to the error output, so that standard output holds only the table. */
function printProgress(progress: string): void {
  console.error(progress);
}
