import { describe, expect, test } from "vitest";
import type { Usage } from "./decision";
import { isFailure } from "./failure";
import { InMemoryServer } from "./testing/in-memory-server";
import { POLICY, SECOND_MS } from "./testing/test-records";
import {
  countRotation,
  countUse,
  limitStoredResponses,
  ROTATION_SHARE_MS,
  USER_LIMITS,
  usageKey,
} from "./user-limits";

const NOW = Date.UTC(2030, 0, 1);
const HOUR_MS = 3600 * SECOND_MS;
const DAY_MS = 24 * HOUR_MS;
const waits = (seconds: number) => ({ code: "rate_limited", details: { retryAfter: seconds } });

describe("a use", () => {
  const { count } = USER_LIMITS.signIn;
  const cases: [string, Usage, object | null][] = [
    ["the first", null, null],
    ["the last but one", { count: count - 1, expire: NOW + 1 }, null],
    ["one too many", { count, expire: NOW + 90_001 }, waits(91)],
    ["one too many, at the end of its window", { count, expire: NOW + 1 }, waits(1)],
    ["the first of the next window", { count, expire: NOW }, null],
    ["in a window that a wrong clock began", { count, expire: NOW + HOUR_MS + 1 }, null],
  ];
  test.each(cases)("%s", (_, usage, refused) => {
    const counted = countUse("signIn", { userId: "ada", usage }, NOW, {});
    const change = { kind: "count", key: "signIn:ada", now: NOW, durationMs: HOUR_MS };
    expect(counted).toEqual(refused ?? [change]);
  });

  test("is neither counted nor refused when rate limits are off", () => {
    const usage = { count: 10 * count, expire: NOW + 1 };
    expect(countUse("signIn", { userId: "ada", usage }, NOW, { unlimited: true })).toEqual([]);
  });
});

describe("a rotation", () => {
  const { count } = USER_LIMITS.rotation;
  const full = (leftMs: number) => ({ count, expire: NOW + leftMs });
  const cases: [string, number, Usage, object | null][] = [
    ["of a session that has just rotated", 0, null, null],
    ["one too many", 0, full(60_000), waits(5)],
    ["one too many, when the window is over soon", 0, full(2000), waits(2)],
    ["one too many, nearly as late as its share", ROTATION_SHARE_MS - 1, full(60_000), waits(1)],
    ["of a session that has not rotated for its share", ROTATION_SHARE_MS, full(60_000), null],
  ];
  test.each(cases)("%s", (_, sinceLastMs, usage, refused) => {
    const counted = countRotation({ userId: "ada", rotatedAt: NOW - sinceLastMs }, usage, NOW, {});
    expect(isFailure(counted) ? counted : null).toEqual(refused);
    if (!refused) expect(counted).toMatchObject([{ kind: "count", key: usageKey("rotation", "ada") }]);
  });
});

describe("stored responses", () => {
  const { count } = USER_LIMITS.storedResponse;
  test.each([
    ["none yet", 0, null, null],
    ["the last but one", count - 1, NOW - DAY_MS + 1000, null],
    ["all", count, NOW - DAY_MS + 10_000, waits(10)],
    ["all, just now", count, NOW, waits(24 * 3600)],
  ])("%s", (_, kept, oldestAt, refused) => {
    expect(limitStoredResponses({ count: kept, oldestAt }, NOW)).toEqual(refused);
  });
});

describe("a thief who rotates without a pause", () => {
  function rotating() {
    const server = new InMemoryServer();
    const owner = server.signIn("ada");
    const stolen = server.signIn("ada");
    server.pass(ROTATION_SHARE_MS);
    let token = stolen.token;
    let refused: unknown = null;
    for (let times = 0; times < 2 * USER_LIMITS.rotation.count && !refused; times += 1) {
      const answer = server.refresh(token);
      if (isFailure(answer.outcome)) refused = answer.outcome;
      else token = answer.token ?? "";
    }
    return { server, owner, stolen, token, refused };
  }

  test("is refused, and no session ends", () => {
    const { server, stolen, token, refused } = rotating();
    expect(refused).toEqual(waits(5));
    expect(server.session(stolen.id)).toMatchObject({
      endedAt: null,
      generation: USER_LIMITS.rotation.count,
    });
    server.pass(ROTATION_SHARE_MS);
    expect(server.refresh(token).outcome).toMatchObject({ kind: "rotated" });
  });

  test("does not affect the user's other sessions, nor other users", () => {
    const { server, owner } = rotating();
    expect(server.refresh(owner.token).outcome).toMatchObject({ kind: "rotated" });
    expect(server.refresh(server.signIn("grace").token).outcome).toMatchObject({ kind: "rotated" });
  });
});

test("only completed sign-ins are counted, and one too many opens no session", () => {
  const server = new InMemoryServer();
  for (let times = 0; times < USER_LIMITS.signIn.count; times += 1) server.signIn("ada", { browserId: "b" });
  const { outcome } = server.trySignIn("ada", { browserId: "b" });
  expect(outcome).toEqual(waits(3600));
  expect(server.trySignIn("ada", { verifiedHash: "another" }).outcome).toEqual({
    code: "invalid_credentials",
  });
  expect(server.store.account("ada")?.sessions).toHaveLength(1);
  server.signIn("grace");
  server.pass(HOUR_MS);
  server.signIn("ada");
});

test("RATE_LIMIT=off limits no sign-in and no rotation", () => {
  const server = new InMemoryServer({ ...POLICY, unlimited: true });
  let { token } = server.signIn("ada");
  for (let times = 0; times < 2 * USER_LIMITS.rotation.count; times += 1) {
    token = server.refresh(token).token ?? "";
  }
  expect(server.row(token).generation).toBe(2 * USER_LIMITS.rotation.count);
});
