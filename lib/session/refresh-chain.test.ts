import { describe, expect, it } from "vitest";
import { REUSED, rotate, rotatedOnce, SUPERSEDED } from "./refresh.fixture";
import { MAX_CHAIN_LENGTH } from "./rotation";
import { hash, type InMemoryServer } from "./testing/in-memory-server";
import { DAY_MS, GRACE } from "./testing/test-records";

describe("the chain", () => {
  it("reaches back to every token answered less than the grace before the last rotation", () => {
    const { server, first, second } = rotatedOnce();
    server.pass(GRACE - 1);
    const third = rotate(server, second);
    server.pass(DAY_MS);
    expect(server.refresh(first).token).toBe(third);
    expect(server.refresh(second).token).toBe(third);
  });

  it("counts an answer given again, not only the rotation", () => {
    const { server, first, second } = rotatedOnce();
    server.pass(DAY_MS);
    expect(server.refresh(first).token).toBe(second);
    const third = rotate(server, second);
    server.pass(GRACE);
    expect(server.refresh(first).token).toBe(third);
  });

  it("keeps the seals that lead from its oldest token to the current one, and wipes older ones", () => {
    const { server, first, second } = rotatedOnce();
    const third = rotate(server, second);
    const isSealed = (token: string) => server.row(token).sealedSuccessor !== null;
    expect([first, second, third].map(isSealed)).toEqual([true, true, false]);
    server.pass(GRACE);
    const fourth = rotate(server, third);
    expect([first, second, third, fourth].map(isSealed)).toEqual([false, false, true, false]);
  });

  it("leads through a token that is itself too old", () => {
    const { server, first, second } = rotatedOnce();
    const third = rotate(server, second);
    server.pass(GRACE);
    server.refresh(first);
    const fourth = rotate(server, third);
    server.pass(GRACE);
    expect(server.refresh(first).token).toBe(fourth);
    expect(server.refresh(second).outcome).toEqual(REUSED);
  });

  it("has a maximum length", () => {
    const { server, first, second } = rotatedOnce();
    let newest = second;
    for (let times = 1; times < MAX_CHAIN_LENGTH; times += 1) newest = rotate(server, newest);
    expect(server.refresh(first).token).toBe(newest);
    newest = rotate(server, newest);
    expect(server.row(first).sealedSuccessor).toBeNull();
    server.pass(GRACE - 1);
    expect(server.refresh(first).outcome).toEqual(SUPERSEDED);
  });

  it("of a row written before chains existed is the predecessor alone", () => {
    const { server, first, second } = rotatedOnce();
    const third = rotate(server, second);
    const change = { kind: "update-token" as const, hash: hash(first), set: { sealedSuccessor: null } };
    server.store.commit({ outcome: null, changes: [change], events: [] });
    expect(server.refresh(first).outcome).toEqual(SUPERSEDED);
    expect(server.refresh(second).token).toBe(third);
  });
});

describe("generations given late in a row", () => {
  /** Another browser rotates first; the browser with the older token asks late. */
  function lateRound(server: InMemoryServer, held: string) {
    const next = rotate(server, held);
    server.pass(GRACE + 1);
    return { next, late: server.refresh(held) };
  }

  it("may be two; the third is reuse: a thief who always rotates first is detected", () => {
    const { server, second } = rotatedOnce();
    const first = lateRound(server, second);
    expect(first.late.token).toBe(first.next);
    const then = lateRound(server, first.next);
    expect(then.late.token).toBe(then.next);
    expect(lateRound(server, then.next).late.outcome).toEqual(REUSED);
  });

  it("are counted from zero after a generation that was given in time", () => {
    const { server, id, second } = rotatedOnce();
    const first = lateRound(server, second);
    const then = lateRound(server, first.next);
    const third = rotate(server, then.next);
    expect(server.session(id).lateGenerations).toBe(2);
    const fourth = rotate(server, third);
    expect(server.session(id)).toMatchObject({ lateGenerations: 0, lateRepeats: 0 });
    const last = lateRound(server, fourth);
    expect(last.late.token).toBe(last.next);
  });

  it("a third generation may still be given again within the grace", () => {
    const { server, second } = rotatedOnce();
    const then = lateRound(server, lateRound(server, second).next);
    const next = rotate(server, then.next);
    server.pass(GRACE);
    expect(server.refresh(then.next).token).toBe(next);
  });
});
