/** Formats the processor times as a table in Markdown, and lists the ratios that miss their aim. */
import type { CpuResult } from "./cpu";

/** How much worse than its aim a ratio may be before `--check` fails. Machines and runs differ. */
const TOLERANCE = 0.1;

export function formatCpuReport(results: CpuResult[]): string {
  return [
    "Processor time of the server for one request, all threads, beside the same process without our part; 16 users at once,",
    "10 for the members. And the wall clock, one at a time. Lower quartiles of the rounds.",
    "The last column is better-auth on the same Next and SQLite: µs of the same request, its share of an empty route there.",
    "",
    "| request | against | µs | µs | ratio | aim | ms | ms | ratio | better-auth |",
    "|---|---|--:|--:|--:|---|--:|--:|--:|--:|",
    ...results.map(row),
  ].join("\n");
}

function row({ comparison: { title, against, aim }, ours, other, peer }: CpuResult): string {
  const isShare = "share" in aim;
  const cpu = isShare ? other.cpu / ours.cpu : ours.cpu / other.cpu;
  const wall = isShare ? other.wall / ours.wall : ours.wall / other.wall;
  const wanted = isShare ? `≥ ${aim.share}` : `≤ ${aim.times}, wall ≤ ${aim.wallTimes}`;
  return `| ${[
    title,
    against.title,
    Math.round(ours.cpu),
    Math.round(other.cpu),
    cpu.toFixed(2),
    wanted,
    ours.wall.toFixed(1),
    other.wall.toFixed(1),
    wall.toFixed(2),
    peer ? `${Math.round(peer.request.cpu)} (${(peer.empty.cpu / peer.request.cpu).toFixed(2)})` : "–",
  ].join(" | ")} |`;
}

/** @returns one line for each ratio that is worse than its aim by more than a tenth */
export function findMisses(results: CpuResult[]): string[] {
  return results.flatMap(({ comparison: { name, aim }, ours, other }) => {
    if ("share" in aim) {
      const share = other.cpu / ours.cpu;
      return share < aim.share * (1 - TOLERANCE) ? [`${name}: ${share.toFixed(2)}, aim ≥ ${aim.share}`] : [];
    }
    const [cpu, wall] = [ours.cpu / other.cpu, ours.wall / other.wall];
    return [
      ...(cpu > aim.times * (1 + TOLERANCE) ? [`${name}: ${cpu.toFixed(2)}, aim ≤ ${aim.times}`] : []),
      ...(wall > aim.wallTimes * (1 + TOLERANCE)
        ? [`${name}, wall clock: ${wall.toFixed(2)}, aim ≤ ${aim.wallTimes}`]
        : []),
    ];
  });
}
