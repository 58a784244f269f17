"use client";

import { useRef, useState } from "react";
import type { LabEvent, LabRun } from "@/lib/demo/lab/timeline";

/** Milliseconds between two lines of a timeline that is played. */
const PACE_MS = 550;

export type LabStatus = "idle" | "running" | "passed" | "failed" | "unreachable" | "busy";

export interface LabResult {
  status: LabStatus;
  /** What is shown of the timeline so far. */
  events: readonly LabEvent[];
}

export const NOT_RUN: LabResult = { status: "idle", events: [] };

/** Runs scenarios on the server, one at a time, and keeps what came of each. */
export function useLabRun() {
  const [results, setResults] = useState<Record<string, LabResult>>({});
  const [running, setRunning] = useState<string | "all" | null>(null);
  const isBusy = useRef(false);

  const show = (id: string, result: LabResult) => setResults((all) => ({ ...all, [id]: result }));

  async function runOne(id: string, isPlayed: boolean): Promise<void> {
    show(id, { status: "running", events: [] });
    const run = await requestRun(id);
    if (typeof run === "string") {
      show(id, { status: run, events: [] });
      return;
    }
    if (isPlayed)
      for (let count = 1; count < run.events.length; count++) {
        show(id, { status: "running", events: run.events.slice(0, count) });
        await new Promise((resolve) => setTimeout(resolve, PACE_MS));
      }
    show(id, { status: run.passed ? "passed" : "failed", events: run.events });
  }

  /** One run at a time: a click during another one does nothing. */
  async function start(name: string, work: () => Promise<void>): Promise<void> {
    if (isBusy.current) return;
    isBusy.current = true;
    setRunning(name);
    await work();
    isBusy.current = false;
    setRunning(null);
  }

  return {
    results,
    running,
    run: (id: string) => start(id, () => runOne(id, !isMotionUnwanted())),
    runAll: (ids: readonly string[]) =>
      start("all", async () => {
        setResults({});
        for (const id of ids) await runOne(id, false);
      }),
  };
}

function isMotionUnwanted(): boolean {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches;
}

async function requestRun(id: string): Promise<LabRun | "busy" | "unreachable"> {
  try {
    const response = await fetch(`/api/demo/lab/${id}`, { method: "POST" });
    if (response.status === 429) return "busy";
    return response.ok ? ((await response.json()) as LabRun) : "unreachable";
  } catch {
    return "unreachable";
  }
}
