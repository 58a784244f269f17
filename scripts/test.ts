/**
 * `npm test`: runs every check, stage after stage, and prints one line with the total. `npm run check` and `npm run e2e`
 * name the stages they run. Stages that leave a part of the machine idle run beside each other.
 */
import type { StdioOptions } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { tools } from "./bin-paths";
import { ensureBrowser } from "./browser";
import { build } from "./build";
import { ensureEngines } from "./engines";
import { endWithUs, runNode } from "./processes";
import { bareEnvironment } from "./settings";
import { settle, sum, summarizePlaywright, summarizeVitest, type TestSummary } from "./test-summary";

/**
 * Ends a stage that hangs. It says nothing about speed: the longest stage takes eight minutes on two free cores, and
 * more than twenty where other programs use them as well.
 */
const STAGE_TIMEOUT_MS = 60 * 60_000;
const reports = mkdtempSync(join(tmpdir(), "latchkey-reports-"));
/** Every process finds what another has compiled: the tests start the app a hundred times, for half of the CPU time. */
const env: NodeJS.ProcessEnv = { ...bareEnvironment(), NODE_COMPILE_CACHE: join(reports, "compiled") };

/** Runs node with these arguments, and the output where the stage's belongs. @returns its exit code */
type Node = (args: string[], extraEnv?: Record<string, string>) => Promise<number>;

const stages: Record<string, (node: Node) => Promise<TestSummary>> = {
  lint: (node) => succeeds(node, [tools.biome, "check", "--error-on-warnings"]),
  types: async (node) => {
    // Next generates the types of its routes and of imported styles, which a fresh clone lacks.
    const generated = await succeeds(node, [tools.next, "typegen"]);
    return generated.failed ? generated : succeeds(node, [tools.tsc]);
  },
  unused: (node) => succeeds(node, [tools.knip]),
  unit: async (node) => {
    const report = join(reports, "unit.json");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const code = await node([tools.vitest, "run", "--allowOnly=false", ...reporters]);
    return settle(readReport(report, summarizeVitest), code);
  },
  build: async () => verdict(await build(env)),
  size: (node) => succeeds(node, ["--import=tsx", "scripts/size.ts"]),
  e2e: async (node) => ((await ensureBrowser()) ? playwright(node, "e2e") : verdict(1)),
  engines: (node) => engines(node, "--grep=@short"),
  soak: (node) => succeeds(node, ["--import=tsx", "soak/main.ts", "--minutes=2"]),
  "engines-all": (node) => engines(node),
};
/** Stages that run beside each other: most of these use one core, and the soak test waits for half of its time. */
const beside = [
  ["lint", "types", "unused"],
  ["engines", "soak"],
];
/** `engines-all` is for `npm run e2e:engines`; it includes the tests of `engines`. */
const everyTime = Object.keys(stages).filter((name) => name !== "engines-all");

endWithUs(130);
const wanted = process.argv.length > 2 ? process.argv.slice(2) : everyTime;
const summaries: TestSummary[] = [];
for (const names of rounds(wanted)) {
  const run = names.length === 1 ? runAlone : runBesideOthers;
  summaries.push(...(await Promise.all(names.map(run))));
}
rmSync(reports, { recursive: true });

const { passed, failed, failures } = sum(summaries);
if (failures.length > 0) console.error(["", "Failed:", ...failures].join("\n  "));
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);

/** @returns the stages in this order; neighbours that may run beside each other are one round */
function rounds(names: string[]): string[][] {
  const found: string[][] = [];
  for (const name of names) {
    const [previous = ""] = found.at(-1) ?? [];
    if (beside.some((group) => group.includes(previous) && group.includes(name))) found.at(-1)?.push(name);
    else found.push([name]);
  }
  return found;
}

async function runAlone(name: string): Promise<TestSummary> {
  console.log(`\n── ${name} ──\n`);
  return runStage(name, ["ignore", "inherit", "inherit"]);
}

/** Keeps the output until the stage has ended, so that it is not mixed with that of others. */
async function runBesideOthers(name: string): Promise<TestSummary> {
  const file = join(reports, `${name}.log`);
  const output = openSync(file, "w");
  return runStage(name, ["ignore", output, output], () => {
    closeSync(output);
    console.log(`\n── ${name} ──\n\n${readFileSync(file, "utf8")}`);
  });
}

async function runStage(name: string, stdio: StdioOptions, ended = () => {}): Promise<TestSummary> {
  const node: Node = (args, extraEnv) =>
    runNode(args, { env: { ...env, ...extraEnv }, timeout: STAGE_TIMEOUT_MS, stdio });
  const summary = await (stages[name]?.(node) ?? unknownStage(name));
  ended();
  if (summary.failed) console.error(`\n${name}: ${summary.failed} failed`);
  return { ...summary, failures: summary.failures.map((failure) => `${name}: ${failure}`) };
}

async function playwright(node: Node, name: string, ...args: string[]): Promise<TestSummary> {
  const report = join(reports, `${name}.json`);
  const code = await node([tools.playwright, "test", "--forbid-only", ...args], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
  });
  return settle(readReport(report, summarizePlaywright), code);
}

async function engines(node: Node, ...args: string[]): Promise<TestSummary> {
  if (await ensureEngines())
    return playwright(node, "engines", "--config=playwright.engines.config.ts", ...args);
  console.log("SKIPPED: Firefox and WebKit can be installed here only on Debian, as root.");
  return { passed: 0, failed: 0, failures: [] };
}

async function succeeds(node: Node, args: string[]): Promise<TestSummary> {
  return verdict(await node(args));
}

function verdict(exitCode: number): TestSummary {
  return exitCode === 0
    ? { passed: 1, failed: 0, failures: [] }
    : { passed: 0, failed: 1, failures: [`exit code ${exitCode}`] };
}

function readReport<Report>(file: string, summarize: (report: Report) => TestSummary): TestSummary | null {
  try {
    return summarize(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return null;
  }
}

async function unknownStage(name: string): Promise<TestSummary> {
  console.error(`There is no stage "${name}"; there are ${Object.keys(stages).join(", ")}.`);
  return verdict(1);
}
