import { describe, expect, test } from "vitest";
import { rotate as renew } from "./refresh.fixture";
import { GENERATION_RETENTION_MS, MAX_CHAIN_LENGTH, rotate } from "./rotation";
import { hash, InMemoryServer } from "./testing/in-memory-server";
import { DAY_MS, POLICY } from "./testing/test-records";

/** A session without limits, with its tokens by generation. */
function rotated(times: number) {
  const limits = { ...POLICY.limits, idle: 400 * DAY_MS, absolute: 400 * DAY_MS };
  const server = new InMemoryServer({ limits, unlimited: true });
  const { id, token } = server.signIn();
  const tokens = [token];
  const again = (count: number) => {
    for (let n = 0; n < count; n += 1) tokens.push(renew(server, tokens.at(-1) ?? ""));
  };
  again(times);
  return { server, id, tokens, again };
}

describe("old generations", () => {
  test.each([
    [62, false],
    [63, true],
    [64, false],
    [127, true],
  ])("after %i rotations, the next one deletes some: %s", (times, deletes) => {
    const { server, id, tokens } = rotated(times);
    const family = server.store.family(hash(tokens.at(-1) ?? ""));
    if (!family) throw new Error("no family");
    const { changes } = rotate(family, { hash: "next", sealed: "next" }, server.now, POLICY);
    const belowGeneration = times + 1 - MAX_CHAIN_LENGTH;
    const madeBefore = server.now - GENERATION_RETENTION_MS;
    const fold = { kind: "fold-tokens", sessionId: id, belowGeneration, madeBefore };
    expect(changes.filter(({ kind }) => kind === "fold-tokens")).toEqual(deletes ? [fold] : []);
  });

  test("are remembered for two weeks, and their reuse ends the session", () => {
    const { server, id, tokens, again } = rotated(10);
    server.pass(GENERATION_RETENTION_MS);
    again(54);
    expect(server.refresh(tokens[0] ?? "").outcome).toMatchObject({ details: { reason: "reuse_detected" } });
    expect(server.session(id).endedReason).toBe("reuse_detected");
  });

  test("are unknown after that: they get nothing and end nothing", () => {
    const { server, id, tokens, again } = rotated(10);
    server.pass(GENERATION_RETENTION_MS + 1);
    again(54);
    for (const old of tokens.slice(0, 10)) {
      expect(server.refresh(old).outcome).toEqual({ code: "not_authenticated" });
    }
    expect(server.session(id).endedAt).toBeNull();
    again(1);
  });

  test("in the chain stay, however old they are", () => {
    const { server, id, tokens, again } = rotated(63);
    server.pass(GENERATION_RETENTION_MS + 1);
    again(1);
    const left = [...server.store.tokens.values()].filter(({ sessionId }) => sessionId === id);
    expect(left.map(({ generation }) => generation)).toEqual(
      Array.from({ length: MAX_CHAIN_LENGTH + 1 }, (_, n) => 64 - MAX_CHAIN_LENGTH + n),
    );
    expect(server.refresh(tokens[63] ?? "").outcome).toMatchObject({ kind: "repeated" });
  });
});
