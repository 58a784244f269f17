/** The visitor's sandbox, as `POST /api/demo/sandbox` answers it. */
export interface SandboxView {
  /** Seconds until it is gone. */
  expiresIn: number;
  devices: Record<DeviceKey, { epoch: string }>;
}

export type DeviceKey = "laptop" | "phone";

/** Why there is no sandbox; `full` and `limited` with the seconds until there may be one. */
export type SandboxProblem = { kind: "full" | "limited"; retryAfter: number } | { kind: "failed" };

/** Opens the visitor's sandbox, which signs in each of its devices that is signed out. Never throws. */
export async function openSandbox(): Promise<SandboxView | SandboxProblem> {
  try {
    const response = await fetch("/api/demo/sandbox", { method: "POST" });
    if (response.ok) return (await response.json()) as SandboxView;
    const retryAfter = Number(response.headers.get("retry-after")) || 60;
    const kind = { 429: "limited", 503: "full" } as const;
    const known = kind[response.status as keyof typeof kind];
    return known ? { kind: known, retryAfter } : { kind: "failed" };
  } catch {
    return { kind: "failed" };
  }
}

/** @returns what a visitor who waits is told */
export function problemText(problem: SandboxProblem): string {
  if (problem.kind === "failed") return "The live devices couldn’t be started.";
  const minutes = Math.max(1, Math.ceil(problem.retryAfter / 60));
  const wait = minutes === 1 ? "a minute" : `${minutes} minutes`;
  return problem.kind === "full"
    ? `Two hundred people are trying this right now. There’s room for you in ${wait} at most, and your devices will appear here by themselves.`
    : `Many people on your network have just tried this. Your devices will appear here in ${wait}.`;
}

/** @param ms from the click on the other device until this one was blank; undefined before */
export function blankText(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `blank ${Math.max(0.1, ms / 1000).toFixed(1)} s after the click`;
}
