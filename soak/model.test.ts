import { describe, expect, test } from "vitest";
import { type Answer, type Cause, judge, type Moment, type SessionLife } from "./model";

const MINUTE_MS = 60_000;
const at = (order: number, minutes = 0): Moment => ({ order, at: minutes * MINUTE_MS });

const life = (changes: Partial<SessionLife> = {}): SessionLife => ({
  id: "a",
  userId: "ada",
  browser: 1,
  asked: at(1),
  opened: at(2),
  idleTimeoutMs: 30 * MINUTE_MS,
  idleFrom: 30 * MINUTE_MS,
  idleTo: 40 * MINUTE_MS,
  absoluteExpiresAt: 60 * MINUTE_MS,
  barrier: 0,
  mayBeBarred: false,
  mishaps: 0,
  generation: 0,
  arrivals: 0,
  ...changes,
});
const cause = (changes: Partial<Cause> = {}): Cause => ({
  reason: "user",
  userId: "ada",
  only: null,
  except: null,
  asked: at(10),
  done: at(20),
  isCertain: true,
  ...changes,
});

const SERVED: Answer = { kind: "served" };
const ended = (reason: string): Answer => ({ kind: "ended", reason });

/** Judges a request that was sent and answered at these moments. */
function judged(answer: Answer, from: Moment, to: Moment, causes: Cause[] = [], session = life()) {
  return judge(session, causes, { answer, asked: from, heard: to, generation: 3 });
}

describe("an end that was confirmed", () => {
  test("binds every request sent afterwards", () => {
    expect(judged(SERVED, at(21), at(22), [cause()])).toMatch("served after its end (user)");
    expect(judged(ended("user"), at(21), at(22), [cause()])).toBeNull();
  });

  test("leaves a request beside it open", () => {
    expect(judged(SERVED, at(19), at(22), [cause()])).toBeNull();
    expect(judged(ended("user"), at(9), at(12), [cause()])).toBeNull();
  });

  test("leaves open whether it hit a session that was being opened meanwhile", () => {
    const beside = life({ asked: at(12), opened: at(15) });
    expect(judged(SERVED, at(21), at(22), [cause()], beside)).toBeNull();
    expect(judged(ended("user"), at(21), at(22), [cause()], beside)).toBeNull();
  });

  test("says nothing about another session, a spared one or a later one", () => {
    const causes = [cause({ only: "b" }), cause({ except: "a" }), cause({ userId: "grace" })];
    expect(judged(SERVED, at(21), at(22), causes)).toBeNull();
    expect(judged(ended("user"), at(21), at(22), causes)).toMatch("signed out falsely");
    const later = life({ asked: at(30), opened: at(31) });
    expect(judged(ended("user"), at(32), at(33), [cause()], later)).toMatch("signed out falsely");
  });
});

test("an end without an answer may have happened or not, from then on", () => {
  const causes = [cause({ done: null })];
  expect(judged(SERVED, at(99), at(100), causes)).toBeNull();
  expect(judged(ended("user"), at(99), at(100), causes)).toBeNull();
  expect(judged(ended("user"), at(8), at(9), causes)).toMatch("signed out falsely");
});

test("a reason that nothing caused is a false sign-out", () => {
  expect(judged(ended("reuse_detected"), at(21), at(22), [cause()])).toMatch("signed out falsely");
  expect(judged({ kind: "unknown" }, at(3), at(4))).toMatch("does not know the token");
});

test("the limits hold, each from its first possible instant to its last", () => {
  expect(judged(ended("idle"), at(3, 29), at(4, 29))).toMatch("signed out falsely");
  expect(judged(ended("idle"), at(3, 29), at(4, 30))).toBeNull();
  expect(judged(SERVED, at(3, 39), at(4, 50))).toBeNull();
  expect(judged(SERVED, at(3, 40), at(4, 50))).toMatch("served after its end (idle)");
  const present = life({ idleFrom: 90 * MINUTE_MS, idleTo: 90 * MINUTE_MS });
  expect(judged(SERVED, at(3, 60), at(4, 60), [], present)).toMatch("served after its end (absolute)");
});

test("only a password change makes a token of a living session worthless", () => {
  const answer: Answer = { kind: "superseded" };
  expect(judged(answer, at(3), at(4))).toMatch("no password was changed");
  expect(judged(answer, at(3), at(4), [], life({ barrier: 3 }))).toMatch("no password was changed");
  expect(judged(answer, at(3), at(4), [], life({ barrier: 4 }))).toBeNull();
  expect(judged(answer, at(3), at(4), [], life({ mayBeBarred: true }))).toBeNull();
});
