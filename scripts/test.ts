/**
 * `npm test`: runs every check, one stage after the other, and prints one line with the total. `npm run check` and `npm
 * run e2e` name the stages they run.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tools } from "./bin-paths";
import { ensureBrowser } from "./browser";
import { build } from "./build";
import { ensureEngines } from "./engines";
import { endWithUs, runNode } from "./processes";
import { bareEnvironment } from "./settings";
import { settle, sum, summarizePlaywright, summarizeVitest, type TestSummary } from "./test-summary";

const STAGE_TIMEOUT_MS = 20 * 60_000;
const reports = mkdtempSync(join(tmpdir(), "latchkey-reports-"));
/** Every process finds what another has compiled: the tests start the app a hundred times, for half of the CPU time. */
const env: NodeJS.ProcessEnv = { ...bareEnvironment(), NODE_COMPILE_CACHE: join(reports, "compiled") };

const stages: Record<string, () => Promise<TestSummary>> = {
  lint: () => succeeds([tools.biome, "check", "--error-on-warnings"]),
  types: async () => {
    // Next generates the types of its routes and of imported styles, which a fresh clone lacks.
    const generated = await succeeds([tools.next, "typegen"]);
    return generated.failed ? generated : succeeds([tools.tsc]);
  },
  unused: () => succeeds([tools.knip]),
  unit: async () => {
    const report = join(reports, "unit.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await node([tools.vitest, "run", "--allowOnly=false", ...reporters]);
    return settle(readReport(report, summarizeVitest), code);
  },
  build: async () => verdict(await build(env)),
  size: () => succeeds(["--import=tsx", "scripts/size.ts"]),
  e2e: async () => ((await ensureBrowser()) ? playwright("e2e") : verdict(1)),
  engines: () => engines("--grep=@short"),
  soak: () => succeeds(["--import=tsx", "soak/main.ts", "--minutes=1"]),
  "engines-all": () => engines(),
};
/** `engines-all` is for `npm run e2e:engines`; it includes the tests of `engines`. */
const everyTime = Object.keys(stages).filter((name) => name !== "engines-all");

endWithUs(130);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : everyTime;
const tallies: TestSummary[] = [];
for (const name of wanted) {
  console.log(`\n── ${name} ──\n`);
  const tally = await (stages[name]?.() ?? unknownStage(name));
  if (tally.failed) console.error(`\n${name}: ${tally.failed} failed`);
  tallies.push(tally);
}
rmSync(reports, { recursive: true });

const { passed, failed } = sum(tallies);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

async function playwright(name: string, ...args: string[]): Promise<TestSummary> {
  const report = join(reports, `${name}.json`);
  const code = await node([tools.playwright, "test", "--forbid-only", ...args], {
    ...env,
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return settle(readReport(report, summarizePlaywright), code);
}

async function engines(...args: string[]): Promise<TestSummary> {
  if (await ensureEngines()) return playwright("engines", "--config=playwright.engines.config.ts", ...args);
  console.log("SKIPPED: Firefox and WebKit can be installed here only on Debian, as root.");
  return { passed: 0, failed: 0 };
}

async function succeeds(args: string[]): Promise<TestSummary> {
  return verdict(await node(args));
}

function verdict(exitCode: number): TestSummary {
  return exitCode === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function node(args: string[], environment = env): Promise<number> {
  return runNode(args, { env: environment, timeout: STAGE_TIMEOUT_MS });
}

function readReport<Report>(file: string, tally: (report: Report) => TestSummary): TestSummary | null {
  try {
    return tally(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

async function unknownStage(name: string): Promise<TestSummary> {
  console.error(`There is no stage "${name}"; there are ${Object.keys(stages).join(", ")}.`);
  return verdict(1);
}
