import { describe, expect, it } from "vitest";
import { authorizePageToken } from "./bearer";
import { InMemoryServer } from "./testing/in-memory-server";
import { GRACE, MINUTE_MS, POLICY } from "./testing/test-records";

function signedIn() {
  const server = new InMemoryServer();
  const { id, token } = server.signIn();
  const claims = (gen: number, sub = "ada") => ({ sid: id, sub, gen });
  return { server, id, token, claims };
}

describe("an access token", () => {
  it("is accepted while its session is alive, an older generation's too", () => {
    const { server, token, claims } = signedIn();
    server.refresh(token);
    expect(server.callApi(claims(0))).toMatchObject({ kind: "accepted" });
    expect(server.callApi(claims(1))).toMatchObject({ kind: "accepted" });
  });

  it("is refused on the very next request after a revocation, with the reason", () => {
    const { server, id, claims } = signedIn();
    server.revoke(id, "admin");
    expect(server.callApi(claims(0))).toEqual({ code: "session_revoked", details: { reason: "admin" } });
  });

  it("is refused from the very instant of a limit", () => {
    const { server, claims } = signedIn();
    server.pass(30 * MINUTE_MS - 1);
    expect(server.callApi(claims(0))).toMatchObject({ kind: "accepted" });
    server.pass(1);
    expect(server.callApi(claims(0))).toEqual({ code: "session_expired", details: { reason: "idle" } });
  });

  it("from before the minimum generation is only too old: it ends nothing", () => {
    const { server, id, token, claims } = signedIn();
    server.changePassword(token);
    expect(server.callApi(claims(0))).toEqual({ code: "token_expired" });
    expect(server.callApi(claims(1))).toMatchObject({ kind: "accepted" });
    expect(server.session(id).endedAt).toBeNull();
  });

  it("of a generation that a restored backup does not know has to be refreshed", () => {
    const { server, claims } = signedIn();
    expect(server.callApi(claims(1))).toEqual({ code: "token_expired" });
  });

  it("of an unknown session, or with another user's id in it, is not authenticated", () => {
    const { server, claims } = signedIn();
    const refused = { code: "not_authenticated" };
    expect(server.callApi({ sid: "unknown", sub: "ada", gen: 0 })).toEqual(refused);
    expect(server.callApi(claims(0, "grace"))).toEqual(refused);
  });
});

describe("the successor is seen", () => {
  it.each([
    [0, null],
    [GRACE, null],
    [GRACE + 1, GRACE + 1],
  ])("by a use %i ms after the rotation: at %s", (after, seen) => {
    const { server, id, token, claims } = signedIn();
    server.refresh(token);
    const rotatedAt = server.now;
    server.pass(after);
    server.callApi(claims(1));
    expect(server.session(id).seenAt).toBe(seen === null ? null : rotatedAt + seen);
  });

  it("once: later uses change nothing", () => {
    const { server, id, token, claims } = signedIn();
    server.refresh(token);
    server.pass(GRACE + 1);
    server.callApi(claims(1));
    const { seenAt } = server.session(id);
    server.pass(MINUTE_MS);
    expect(server.callApi(claims(1))).toMatchObject({ kind: "accepted", firstSeen: false });
    expect(server.session(id).seenAt).toBe(seenAt);
  });

  it("counted from the last answer, which may be later than the rotation", () => {
    const { server, id, token, claims } = signedIn();
    server.refresh(token);
    server.pass(MINUTE_MS);
    server.refresh(token);
    server.pass(GRACE);
    server.callApi(claims(1));
    expect(server.session(id).seenAt).toBeNull();
    server.pass(1);
    server.callApi(claims(1));
    expect(server.session(id).seenAt).toBe(server.now);
  });

  it("not by an access token of the previous generation", () => {
    const { server, id, token, claims } = signedIn();
    server.refresh(token);
    server.pass(GRACE + 1);
    server.callApi(claims(0));
    expect(server.session(id).seenAt).toBeNull();
  });

  it("again in every generation", () => {
    const { server, id, token, claims } = signedIn();
    server.pass(GRACE + 1);
    server.callApi(claims(0));
    server.refresh(token);
    expect(server.session(id).seenAt).toBeNull();
  });
});

describe("a page", () => {
  it("opens for every token that a refresh would answer, and for no other", () => {
    const { server, id, token } = signedIn();
    server.pass(GRACE);
    const second = server.refresh(token).token ?? "";
    server.pass(GRACE);
    const third = server.refresh(second).token ?? "";
    server.pass(GRACE - 1);
    const fourth = server.refresh(third).token ?? "";
    const judge = (one: string) =>
      authorizePageToken(server.row(one), server.session(id), server.now, POLICY);
    expect([fourth, third, second, token].map(judge)).toEqual([null, null, null, { reason: null }]);
  });

  it("does not open for a predecessor once a refresh would treat it as reuse", () => {
    const { server, id, token } = signedIn();
    const second = server.refresh(token).token ?? "";
    server.pass(GRACE + 1);
    server.callApiAs(second);
    server.pass(GRACE);
    const judge = (one: string) =>
      authorizePageToken(server.row(one), server.session(id), server.now, POLICY);
    expect([judge(second), judge(token)]).toEqual([null, { reason: null }]);
  });

  it("does not open for a predecessor below the minimum generation", () => {
    const { server, id, token } = signedIn();
    const next = server.changePassword(token).token ?? "";
    const judge = (one: string) =>
      authorizePageToken(server.row(one), server.session(id), server.now, POLICY);
    expect([judge(next), judge(token)]).toEqual([null, { reason: null }]);
  });

  it("reports why the session is over, for any of its tokens", () => {
    const { server, id, token } = signedIn();
    server.refresh(token);
    const judge = () => authorizePageToken(server.row(token), server.session(id), server.now, POLICY);
    server.pass(30 * MINUTE_MS - 1);
    expect(judge()).toBeNull();
    server.pass(1);
    expect(judge()).toEqual({ reason: "idle" });
    server.revoke(id);
    expect(judge()).toEqual({ reason: "idle" });
  });
});
