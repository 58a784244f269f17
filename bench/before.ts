/**
 * Compares the sources with those of an earlier commit, on the packages of today: both servers run at the same time and
 * answer in turns. Each server's requests are also compared with the empty ones in its own process, because two processes
 * of the same code may differ by a third. For the same reason both are started anew several times.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { resolve } from "node:path";
import { exitCodeOf, start } from "@/scripts/processes";
import { burst, jobOf, otherOf, type Sent, warmUp } from "./cpu";
import { CPU_COMPARISONS, type CpuComparison } from "./cpu-comparisons";
import { type InstrumentedApp, startInstrumentedApp, startInstrumentedTree } from "./instrumented-app";
import type { Tree } from "./instrumented-build";
import type { Options } from "./options";
import { type Measure, startLoad } from "./start-load";
import { intervalOf, median } from "./statistics";

/** Microseconds of processor time, of a request and of the empty one beside it; null where there is none. */
interface Pair {
  request: number;
  other: number | null;
}

/** One round: both trees. */
interface Round {
  before: Pair;
  after: Pair;
}

/** What earlier commits have too. */
const COMPARED = ["list", "session", "refresh", "dashboard", "login"];
const EMPTY_PAGE = "/api/bench/page";
const ROOT = "data/bench/before";

/** Measures, and prints a table. */
export async function compareWithCommit(commit: string, options: Options): Promise<void> {
  const comparisons = CPU_COMPARISONS.filter(
    ({ name }) => COMPARED.includes(name) && (options.only.length === 0 || options.only.includes(name)),
  );
  const tree = await checkOut(commit);
  const rounds = new Map<string, Round[]>(comparisons.map(({ name }) => [name, []]));
  for (let launch = 1; launch <= options.launches; launch += 1) {
    console.error(`Start ${launch} of ${options.launches} …`);
    await measureLaunch(tree, comparisons, options, rounds);
  }
  console.log(formatRounds(comparisons, rounds, options));
}

/** Puts the sources of a commit below the project. */
async function checkOut(commit: string): Promise<Tree> {
  const hash = execFileSync("git", ["rev-parse", "--verify", `${commit}^{commit}`], {
    encoding: "utf8",
  }).trim();
  const tree = { root: `${ROOT}/${hash}/tree`, copy: `${ROOT}/${hash}/app` };
  rmSync(tree.root, { recursive: true, force: true });
  mkdirSync(tree.root, { recursive: true });
  const archive = resolve(ROOT, hash, "tree.tar");
  execFileSync("git", ["archive", "--output", archive, hash]);
  const code = await exitCodeOf(start("tar", ["-xf", archive], { cwd: tree.root }));
  if (code !== 0) throw new Error(`tar ended with ${code}`);
  return tree;
}

async function measureLaunch(
  tree: Tree,
  comparisons: CpuComparison[],
  { rounds, seconds }: Options,
  results: Map<string, Round[]>,
): Promise<void> {
  const after = await startInstrumentedApp();
  const before = await startInstrumentedTree(tree);
  const load = startLoad();
  try {
    for (const app of [before, after])
      for (const comparison of comparisons)
        for (const sent of sentOf(comparison)) await warmUp(sent, app, load.measure);
    for (let round = 0; round < rounds; round += 1) {
      for (const comparison of comparisons) {
        const measurePair = (app: InstrumentedApp) => samplePair(comparison, app, load.measure, seconds);
        const isOdd = round % 2 === 1;
        const first = await measurePair(isOdd ? after : before);
        const second = await measurePair(isOdd ? before : after);
        results
          .get(comparison.name)
          ?.push(isOdd ? { before: second, after: first } : { before: first, after: second });
      }
    }
  } finally {
    load.stop();
    await after.stop();
    await before.stop();
  }
}

/** @returns the request and the empty one beside it; a sign-in has none */
function sentOf(comparison: CpuComparison): Sent[] {
  const { kind } = comparison;
  const empty = kind === "page" ? { kind, path: EMPTY_PAGE } : otherOf(comparison);
  return empty ? [comparison, empty] : [comparison];
}

async function samplePair(
  comparison: CpuComparison,
  app: InstrumentedApp,
  measure: Measure,
  seconds: number,
): Promise<Pair> {
  const [request, other = null] = sentOf(comparison);
  if (!request) throw new Error("There is no request.");
  await burst(request, app, measure);
  const first = other && (await sampleOne(other, app, measure, seconds / 2));
  const figure = await sampleOne(request, app, measure, seconds);
  const last = other && (await sampleOne(other, app, measure, seconds / 2));
  return { request: figure, other: first !== null && last !== null ? (first + last) / 2 : null };
}

async function sampleOne(
  sent: Sent,
  app: InstrumentedApp,
  measure: Measure,
  seconds: number,
): Promise<number> {
  const start = await app.cpuTime();
  const { requests } = await measure(jobOf(sent, app, seconds));
  return ((await app.cpuTime()) - start) / requests;
}

function formatRounds(
  comparisons: CpuComparison[],
  results: Map<string, Round[]>,
  { launches, rounds }: Options,
): string {
  return [
    `Processor time for one request, before and after: medians of ${launches} starts of ${rounds} rounds, in µs. The ratios are`,
    "taken within a round, with 95 % intervals of their median. The last one compares each request with the empty one of",
    "its own process first.",
    "",
    "| request | before | after | after ÷ before | empty, before | empty, after | after ÷ before, in empty ones |",
    "|---|--:|--:|---|--:|--:|---|",
    ...comparisons.map(({ name, title }) => formatRow(title, results.get(name) ?? [])),
  ].join("\n");
}

function formatRow(title: string, rounds: Round[]): string {
  const of = (pick: (round: Round) => number | null) => rounds.flatMap((round) => pick(round) ?? []);
  return `| ${[
    title,
    medianOf(of(({ before }) => before.request)),
    medianOf(of(({ after }) => after.request)),
    ratio(of(({ before, after }) => after.request / before.request)),
    medianOf(of(({ before }) => before.other)),
    medianOf(of(({ after }) => after.other)),
    ratio(of(ratioInEmptyOnes)),
  ].join(" | ")} |`;
}

function ratioInEmptyOnes({ before, after }: Round): number | null {
  if (before.other === null || after.other === null) return null;
  return after.request / after.other / (before.request / before.other);
}

function medianOf(values: number[]): string {
  return values.length === 0 ? "–" : String(Math.round(median(values)));
}

function ratio(values: number[]): string {
  if (values.length === 0) return "–";
  const { from, to } = intervalOf(values);
  return `${median(values).toFixed(3)} [${from.toFixed(3)}–${to.toFixed(3)}]`;
}
