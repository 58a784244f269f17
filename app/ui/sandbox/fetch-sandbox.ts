import type { SandboxView } from "@/lib/session/demo/demo-schemas";
import type { Texts } from "@/lib/texts/catalogue";
import { numberFormat } from "@/lib/texts/formats";

/** Why there is no sandbox; `full` and `limited` with the seconds until there may be one. */
export type SandboxProblem = { kind: "full" | "limited"; retryAfter: number } | { kind: "failed" };

/** Opens the visitor's sandbox, which signs in each of its devices that is signed out. Never throws. */
export async function fetchSandbox(): Promise<SandboxView | SandboxProblem> {
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
export function problemText(problem: SandboxProblem, t: Texts<"sandbox">): string {
  if (problem.kind === "failed") return t.failed;
  return t[problem.kind]({ count: Math.max(1, Math.ceil(problem.retryAfter / 60)) });
}

/**
 * @param ms from the click on the other device until this one was blank; undefined before
 * @param language of the page
 */
export function blankText(ms: number | undefined, t: Texts<"sandbox">, language: string): string | undefined {
  if (ms === undefined) return undefined;
  const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return t.blankAfter({ seconds: numberFormat(language, oneDigit).format(Math.max(0.1, ms / 1000)) });
}
