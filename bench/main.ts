/**
 * `npm run bench`: how much slower than an empty Next app everything is that asks who you are. Prints one table.
 * What it can be told stands in options.ts.
 */
import { weighClient } from "@/scripts/client-weight";
import { endWithUs } from "@/scripts/processes";
import { MEASUREMENTS, type Measurement } from "./measurements";
import { readOptions } from "./options";
import { buildBoth, type Site, startBare, startOurs } from "./sites";
import { startLoad } from "./start-load";
import { type Rounds, table } from "./table";

/** Times as long as a round: until the code is compiled that runs most. */
const WARM_UP = 8;

endWithUs(130);
const options = readOptions(process.argv.slice(2));
const wanted = MEASUREMENTS.filter(({ kind }) => options.only.length === 0 || options.only.includes(kind));

await buildBoth();
say(`Filling a database with ${options.users} users and ${options.sessions} sessions …`);
const sites: Site[] = [];
const bare = await open(startBare());
const empty = await open(startOurs("empty"));
const large = await open(startOurs("large", options));
const load = startLoad();

const results: Rounds[] = wanted.map((measurement) => ({ measurement, bare: [], empty: [], large: [] }));
try {
  say("Warming up …");
  for (const { measurement } of results) await measureAll(measurement, WARM_UP * options.seconds);
  for (let round = 1; round <= options.rounds; round += 1) {
    say(`Round ${round} of ${options.rounds} …`);
    for (const { measurement, ...figures } of results) {
      const { bare, empty, large } = await measureAll(measurement, options.seconds);
      figures.bare.push(bare);
      figures.empty.push(empty);
      figures.large.push(large);
    }
  }
} finally {
  load.stop();
  await Promise.all(sites.map((site) => site.stop()));
}

console.log(table(results, await weighClient(), options));

/** One after the other, so that each has the machine to itself, and close together, so that it is the same machine. */
async function measureAll(measurement: Measurement, seconds: number) {
  const { kind, path } = measurement;
  const barely =
    measurement.bare.path === null
      ? ({ kind: "hash", target: null } as const)
      : { kind, target: { url: bare.url, path: measurement.bare.path } };
  return {
    bare: await load.measure({ ...barely, home: empty.url, seconds }),
    empty: await load.measure({ kind, target: { url: empty.url, path }, home: empty.url, seconds }),
    large: await load.measure({ kind, target: { url: large.url, path }, home: large.url, seconds }),
  };
}

async function open(starting: Promise<Site>): Promise<Site> {
  const site = await starting;
  sites.push(site);
  return site;
}

/** On the error output: the table alone is the result. */
function say(progress: string): void {
  console.error(progress);
}
