import { describe, expect, it } from "vitest";
import { authorizePageToken } from "./bearer";
import { GRACE, InMemoryServer, MINUTE_MS, POLICY } from "./testing/in-memory-server";

function signedIn() {
  const house = new InMemoryServer();
  const { id, token } = house.signIn();
  const claims = (gen: number, sub = "ada") => ({ sid: id, sub, gen });
  return { house, id, token, claims };
}

describe("a bearer", () => {
  it("is accepted while its session is alive, an older generation's too", () => {
    const { house, token, claims } = signedIn();
    house.refresh(token);
    expect(house.callApi(claims(0))).toMatchObject({ kind: "accepted" });
    expect(house.callApi(claims(1))).toMatchObject({ kind: "accepted" });
  });

  it("is refused on the very next request after a revocation, with the reason", () => {
    const { house, id, claims } = signedIn();
    house.revoke(id, "admin");
    expect(house.callApi(claims(0))).toEqual({ code: "session_revoked", details: { reason: "admin" } });
  });

  it("is refused from the very instant of a limit", () => {
    const { house, claims } = signedIn();
    house.pass(30 * MINUTE_MS - 1);
    expect(house.callApi(claims(0))).toMatchObject({ kind: "accepted" });
    house.pass(1);
    expect(house.callApi(claims(0))).toEqual({ code: "session_expired", details: { reason: "idle" } });
  });

  it("from before the barrier is only too old: it ends nothing", () => {
    const { house, id, token, claims } = signedIn();
    house.changePassword(token);
    expect(house.callApi(claims(0))).toEqual({ code: "token_expired" });
    expect(house.callApi(claims(1))).toMatchObject({ kind: "accepted" });
    expect(house.session(id).endedAt).toBeNull();
  });

  it("of a generation that a restored backup does not know has to be refreshed", () => {
    const { house, claims } = signedIn();
    expect(house.callApi(claims(1))).toEqual({ code: "token_expired" });
  });

  it("of an unknown session, or with another user's id in it, is not authenticated", () => {
    const { house, claims } = signedIn();
    const refused = { code: "not_authenticated" };
    expect(house.callApi({ sid: "unknown", sub: "ada", gen: 0 })).toEqual(refused);
    expect(house.callApi(claims(0, "grace"))).toEqual(refused);
  });
});

describe("the successor is seen", () => {
  it.each([
    [0, null],
    [GRACE, null],
    [GRACE + 1, GRACE + 1],
  ])("by a use %i ms after the rotation: at %s", (after, seen) => {
    const { house, id, token, claims } = signedIn();
    house.refresh(token);
    const rotatedAt = house.now;
    house.pass(after);
    house.callApi(claims(1));
    expect(house.session(id).seenAt).toBe(seen === null ? null : rotatedAt + seen);
  });

  it("once: later uses move nothing", () => {
    const { house, id, token, claims } = signedIn();
    house.refresh(token);
    house.pass(GRACE + 1);
    house.callApi(claims(1));
    const { seenAt } = house.session(id);
    house.pass(MINUTE_MS);
    expect(house.callApi(claims(1))).toMatchObject({ kind: "accepted", firstSeen: false });
    expect(house.session(id).seenAt).toBe(seenAt);
  });

  it("counted from the last answer, which need not be the rotation", () => {
    const { house, id, token, claims } = signedIn();
    house.refresh(token);
    house.pass(MINUTE_MS);
    house.refresh(token);
    house.pass(GRACE);
    house.callApi(claims(1));
    expect(house.session(id).seenAt).toBeNull();
    house.pass(1);
    house.callApi(claims(1));
    expect(house.session(id).seenAt).toBe(house.now);
  });

  it("not by an access token of the generation before it", () => {
    const { house, id, token, claims } = signedIn();
    house.refresh(token);
    house.pass(GRACE + 1);
    house.callApi(claims(0));
    expect(house.session(id).seenAt).toBeNull();
  });

  it("anew in every generation", () => {
    const { house, id, token, claims } = signedIn();
    house.pass(GRACE + 1);
    house.callApi(claims(0));
    house.refresh(token);
    expect(house.session(id).seenAt).toBeNull();
  });
});

describe("a page", () => {
  it("opens for every token that a refresh would answer, and for no other", () => {
    const { house, id, token } = signedIn();
    house.pass(GRACE);
    const second = house.refresh(token).token ?? "";
    house.pass(GRACE);
    const third = house.refresh(second).token ?? "";
    house.pass(GRACE - 1);
    const fourth = house.refresh(third).token ?? "";
    const judge = (one: string) => authorizePageToken(house.row(one), house.session(id), house.now, POLICY);
    expect([fourth, third, second, token].map(judge)).toEqual([null, null, null, { reason: null }]);
  });

  it("does not open for a predecessor once a refresh would take it for reuse", () => {
    const { house, id, token } = signedIn();
    const second = house.refresh(token).token ?? "";
    house.pass(GRACE + 1);
    house.callApiAs(second);
    house.pass(GRACE);
    const judge = (one: string) => authorizePageToken(house.row(one), house.session(id), house.now, POLICY);
    expect([judge(second), judge(token)]).toEqual([null, { reason: null }]);
  });

  it("does not open with a predecessor behind the barrier", () => {
    const { house, id, token } = signedIn();
    const next = house.changePassword(token).token ?? "";
    const judge = (one: string) => authorizePageToken(house.row(one), house.session(id), house.now, POLICY);
    expect([judge(next), judge(token)]).toEqual([null, { reason: null }]);
  });

  it("tells why the session is over, whichever token asks", () => {
    const { house, id, token } = signedIn();
    house.refresh(token);
    const judge = () => authorizePageToken(house.row(token), house.session(id), house.now, POLICY);
    house.pass(30 * MINUTE_MS - 1);
    expect(judge()).toBeNull();
    house.pass(1);
    expect(judge()).toEqual({ reason: "idle" });
    house.revoke(id);
    expect(judge()).toEqual({ reason: "idle" });
  });
});
