/**
 * What a random walk through attempts is held to. The oracle only notes which factors were right for which attempt; it
 * does not know the table of steps.
 */
import { expect } from "vitest";
import { isFailure } from "@/lib/session/failure";
import { AttemptServer, phoneApp } from "@/lib/session/testing/attempt-server";
import { makeUser } from "@/lib/session/testing/test-records";
import type { StepOutcome } from "./attempts";

export const USERS = ["plain", "phone"] as const;
export const ADDRESSES = ["plain@example.com", "phone@example.com", "nobody@example.com"] as const;

/** What was right for one attempt. */
export interface Known {
  browserId: string;
  firstFactor: boolean;
  secondFactor: boolean;
  hasName: boolean;
  hasPassword: boolean;
  isSignUp: boolean;
  /** It was cancelled, or the password was changed after the attempt had relied on it. */
  isVoid: boolean;
  endsAt: number;
  sessions: number;
}

export class Oracle {
  readonly attempts = new Map<string, Known>();
  /** Codes that were given rightly, and can never be right again. */
  readonly spent = new Set<string>();

  begin(id: string, browserId: string, known: Partial<Known> = {}): void {
    this.attempts.set(id, {
      browserId,
      firstFactor: false,
      secondFactor: false,
      hasName: false,
      hasPassword: false,
      isSignUp: false,
      isVoid: false,
      endsAt: Number.POSITIVE_INFINITY,
      sessions: 0,
      ...known,
    });
  }

  /** @returns the n-th attempt, counted from the newest; null before the first */
  at(n: number): { id: string; known: Known } | null {
    const all = [...this.attempts].map(([id, known]) => ({ id, known }));
    return all.at(-1 - (n % Math.max(1, all.length))) ?? null;
  }
}

/** @returns how many sessions the walk has opened */
export const sessionsOf = ({ attempts }: Oracle) =>
  [...attempts.values()].reduce((sum, { sessions }) => sum + sessions, 0);

export function newWorld(secondFactorRequired: boolean): AttemptServer {
  const server = new AttemptServer({ secondFactorRequired });
  for (const id of USERS) server.store.users.set(id, makeUser(id));
  server.authenticators.push(phoneApp("phone"));
  return server;
}

/** Checks that a session was opened only if every factor that is due was right, and no second one. */
export function receive(server: AttemptServer, id: string, known: Known, outcome: StepOutcome): void {
  if (isFailure(outcome) || outcome.kind !== "signed-in") return;
  known.sessions += 1;
  const { user } = outcome;
  const hasPhone = server.authenticators.some(({ userId }) => userId === user.id);
  expect(known.firstFactor).toBe(true);
  expect(known.isVoid).toBe(false);
  expect(server.now).toBeLessThan(known.endsAt);
  if (hasPhone || server.policy.secondFactorRequired) expect(known.secondFactor).toBe(true);
  if (known.isSignUp) expect([known.hasName, known.hasPassword]).toEqual([true, true]);
  expect(user.disabledAt).toBeNull();
  expect(user.email).toBe(server.attempts.get(id)?.email);
  expect(known.sessions).toBe(1);
  expect(server.attempts.get(id)).toMatchObject({ status: "complete", step: "done" });
}
