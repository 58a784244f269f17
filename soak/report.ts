import { describeMemory } from "./memory";
import type { Run } from "./run";

const DAY_MS = 24 * 60 * 60 * 1000;

/** @returns what happened in a run, on one screen */
export function describeRun({ life: { ledger, browsers }, figures }: Run): string {
  const { moments, livedMs, warm, end } = figures;
  const lines: [string, string | number][] = [
    ["accounts and browsers", `${ledger.accounts.length} and ${browsers.length}`],
    ["life", `${Math.round(livedMs / DAY_MS)} days in ${moments} moments`],
    ["sessions", ledger.lives.size],
    ...[...ledger.counts].sort(([a], [b]) => a.localeCompare(b)),
  ];
  if (warm && end) lines.push(["memory of node 1", describeMemory(warm, end)]);
  return `\n${lines.map(([what, figure]) => `  ${what.padEnd(34)} ${figure}`).join("\n")}`;
}
