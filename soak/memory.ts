import { Violation } from "./journal";
import type { Memory } from "./nodes";

const MIB = 2 ** 20;
/** More than the caches of a node hold that are not full yet after the warm-up. */
const MAX_HEAP_GROWTH = 24 * MIB;
/** Node gives memory back to the system when it likes: without a leak, this varies by more than 100 MiB. */
const MAX_RSS_GROWTH = 256 * MIB;

/** @returns what the memory of the first node was after the warm-up and is at the end, in words */
export function describeMemory(warm: Memory, end: Memory): string {
  const mib = (bytes: number) => `${Math.round(bytes / MIB)} MiB`;
  return `heap ${mib(warm.heapUsed)} after the warm-up, ${mib(end.heapUsed)} at the end; in all (RSS) ${mib(warm.rss)}, ${mib(end.rss)}`;
}

/** @throws Violation when the memory of a node has grown */
export function checkMemory(warm: Memory, end: Memory): void {
  if (end.heapUsed - warm.heapUsed > MAX_HEAP_GROWTH || end.rss - warm.rss > MAX_RSS_GROWTH) {
    throw new Violation(null, `the memory of node 1 has grown: ${describeMemory(warm, end)}`);
  }
}
