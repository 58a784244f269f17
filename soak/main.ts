/**
 * `npm run soak`: the random life of ten accounts on thirty browsers, against two nodes of the built app. It ends with
 * code 1 when an invariant is broken, and prints what led to it.
 *
 *     npm run soak -- --minutes 60     an hour; 2 minutes otherwise
 *     npm run soak -- --seed 1f2e3d4c  the life that another run printed
 *     npm run soak -- --faults crashes,sleeps   these alone; -crashes: all but these; none
 *     npm run soak -- --list           names the faults and the invariants
 *     npm run soak -- --load 0.2       leaves the machine to others for four fifths of the time
 */
import { buildIfStale, exitWithError } from "@/scripts/cli-output";
import { endWithUs } from "@/scripts/processes";
import { describeChecks } from "./invariants";
import { Violation } from "./journal";
import { startNodes } from "./nodes";
import { readOptions, type SoakOptions } from "./options";
import { describeRun } from "./report";
import { Run } from "./run";

/** How many characters of the nodes' logs are shown when the bot itself fails. */
const SHOWN_LOG = 4000;

endWithUs(130);
const options = readArguments();
if (options.list) {
  console.log(describeChecks());
  process.exit(0);
}
await buildIfStale();
console.log(
  `soak: ${options.minutes} minutes, seed ${options.seed}, faults ${[...options.faults].join(",") || "none"}`,
);
const nodes = await startNodes();
const run = new Run(nodes, options);
try {
  await run.live();
  console.log(describeRun(run));
  console.log("\nNo invariant was broken.");
} catch (error) {
  process.exitCode = 1;
  const browser = error instanceof Violation ? error.browser : null;
  console.error(`\n${run.life.ledger.journal.historyOf(browser)}\n`);
  console.error(describeRun(run));
  if (!(error instanceof Violation)) {
    console.error(nodes.logs().slice(-SHOWN_LOG));
    throw error;
  }
  const where = browser === null ? "" : `, browser ${browser}`;
  console.error(`\nBROKEN (seed ${options.seed}, moment ${run.figures.moments}${where}): ${error.message}`);
} finally {
  await nodes.stop();
}

function readArguments(): SoakOptions {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    return exitWithError((error as Error).message);
  }
}
