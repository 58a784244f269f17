/**
 * Measures how much processor time requests take, and compares it with the time that Next needs for the same request
 * without our code. Both are measured in one process, in turns. Other work on the machine can only increase a figure,
 * so the lower quartile of the rounds is the best estimate.
 */
import { performance } from "node:perf_hooks";
import { hashPassword } from "@/lib/server/factors/password-hash";
import { CPU_COMPARISONS, type CpuComparison, PEER_EMPTY } from "./cpu-comparisons";
import { type InstrumentedApp, startInstrumentedApp } from "./instrumented-app";
import type { Job } from "./load";
import type { Options } from "./options";
import { startPeer } from "./peer";
import { type Measure, startLoad } from "./start-load";
import { quantile } from "./statistics";
import { PASSWORD } from "./users";

/** A request and its comparison: microseconds of processor time, milliseconds of waiting. */
export interface CpuResult {
  comparison: CpuComparison;
  ours: { cpu: number; wall: number };
  other: { cpu: number; wall: number };
  /** The same request to the peer, and an empty one in its process; null where it was not measured. */
  peer: { request: Sample; empty: Sample } | null;
}

interface Sample {
  cpu: number;
  wall: number;
}

export type Sent = Pick<CpuComparison, "kind" | "path" | "connections">;

/** With fewer requests of warm-up than about a thousand, the figures would include the compiler. */
const WARM_UP_REQUESTS = 3000;
/** A sign-in takes ten times as long as the others (docs/decisions/0041). */
const WARM_UP_SIGN_INS = 1200;
const SIGN_INS_PER_ROUND = 40;
/** After requests of another kind, or to another server, the first ones pay for cold caches: they are not measured. */
const BURST_SECONDS = 0.1;
/** As long as that, for hashes. */
const BURST_HASHES = 15;

/** Measures all comparisons, or those that the options name. */
export async function measureCpu({ rounds, seconds, only, check }: Options): Promise<CpuResult[]> {
  const comparisons = CPU_COMPARISONS.filter(({ name }) => only.length === 0 || only.includes(name));
  const app = await startInstrumentedApp();
  const peer = check ? null : await startPeerIfPossible();
  const load = startLoad();
  const encoded = await hashPassword(PASSWORD);
  try {
    const samples = comparisons.map((comparison) => ({
      comparison,
      ours: [] as Sample[],
      other: [] as Sample[],
      peers: [] as Sample[],
      peersEmpty: [] as Sample[],
    }));
    const onPeer = ({ kind }: CpuComparison, path: string) =>
      peer && sample({ kind, path }, peer, load.measure, seconds);
    for (const { comparison } of samples) {
      const { kind, peerPath } = comparison;
      await warmUp(comparison, app, load.measure);
      const other = otherOf(comparison);
      if (other) await warmUp(other, app, load.measure);
      for (const path of peer && peerPath ? [peerPath, PEER_EMPTY] : [])
        if (peer) await warmUp({ kind, path }, peer, load.measure);
    }
    for (let round = 1; round <= rounds; round += 1) {
      console.error(`Processor time, round ${round} of ${rounds} …`);
      for (const { comparison, ours, other, peers, peersEmpty } of samples) {
        const compared = otherOf(comparison);
        const sampleOurs = async () => ours.push(await sample(comparison, app, load.measure, seconds));
        const sampleOther = async () =>
          other.push(
            compared ? await sample(compared, app, load.measure, seconds) : await sampleHash(app, encoded),
          );
        // In turns, so that neither always comes first.
        for (const take of round % 2 === 1 ? [sampleOurs, sampleOther] : [sampleOther, sampleOurs])
          await take();
        if (!comparison.peerPath) continue;
        const measured = await onPeer(comparison, comparison.peerPath);
        const empty = await onPeer(comparison, PEER_EMPTY);
        if (measured) peers.push(measured);
        if (empty) peersEmpty.push(empty);
      }
    }
    return samples.map(({ comparison, ours, other, peers, peersEmpty }) => ({
      comparison,
      ours: lowerQuartile(ours),
      other: lowerQuartile(other),
      peer: peers.length > 0 ? { request: lowerQuartile(peers), empty: lowerQuartile(peersEmpty) } : null,
    }));
  } finally {
    load.stop();
    await app.stop();
    await peer?.stop();
  }
}

/** Without a registry there is no peer, and the rest is measured all the same. */
async function startPeerIfPossible(): Promise<InstrumentedApp | null> {
  try {
    return await startPeer();
  } catch (error) {
    console.error(`The peer is not measured: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}

/** @returns the request that another is compared with; null for the verification of a password */
export function otherOf({ kind, connections, against }: CpuComparison): Sent | null {
  const { path } = against;
  return path === null ? null : { kind: against.kind ?? kind, path, ...(connections && { connections }) };
}

export async function warmUp(sent: Sent, app: InstrumentedApp, measure: Measure): Promise<void> {
  const { kind } = sent;
  const wanted = kind === "login" || kind === "totp" ? WARM_UP_SIGN_INS : WARM_UP_REQUESTS;
  for (let done = 0; done < wanted; ) done += (await measure(jobOf(sent, app, 1))).requests;
}

export function jobOf({ kind, path, connections }: Sent, app: InstrumentedApp, seconds: number): Job {
  const { urls, origin, signInPath, olderApi = false } = app;
  const home = { urls, origin, olderApi, ...(signInPath && { signInPath }) };
  return { kind, target: { urls, path }, home, seconds, ...(connections && { connections }) };
}

async function sample(sent: Sent, app: InstrumentedApp, measure: Measure, seconds: number): Promise<Sample> {
  const job = jobOf(sent, app, seconds);
  await burst(sent, app, measure);
  const before = await app.cpuTime();
  const { requests } = await measure(job);
  const cpu = ((await app.cpuTime()) - before) / requests;
  // The time a user waits, without a queue.
  const { p50 } = await measure({ ...job, seconds: seconds / 2, connections: 1 });
  return { cpu, wall: p50 };
}

/** Sends requests that are not measured, so that those after them find warm caches. */
export async function burst(sent: Sent, app: InstrumentedApp, measure: Measure): Promise<void> {
  await measure(jobOf(sent, app, BURST_SECONDS));
}

async function sampleHash(app: InstrumentedApp, encoded: string): Promise<Sample> {
  await app.hash(encoded, PASSWORD, BURST_HASHES);
  const cpu = await app.hash(encoded, PASSWORD, SIGN_INS_PER_ROUND);
  const times: number[] = [];
  for (let at = 0; at < SIGN_INS_PER_ROUND / 2; at += 1) {
    const startedAt = performance.now();
    await app.hash(encoded, PASSWORD, 1);
    times.push(performance.now() - startedAt);
  }
  return { cpu, wall: quantile(times, 0.5) };
}

function lowerQuartile(samples: Sample[]): Sample {
  return {
    cpu: quantile(
      samples.map(({ cpu }) => cpu),
      0.25,
    ),
    wall: quantile(
      samples.map(({ wall }) => wall),
      0.25,
    ),
  };
}
