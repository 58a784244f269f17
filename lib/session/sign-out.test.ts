import { describe, expect, it } from "vitest";
import { decideSignOut } from "./sign-out";
import { hash, InMemoryServer } from "./testing/in-memory-server";
import { actorOf, DAY_MS, GRACE, POLICY } from "./testing/test-records";

function signOut(server: InMemoryServer, token: string) {
  const family = server.store.family(hash(token));
  return server.store.commit(decideSignOut(family, actorOf(null), server.now, POLICY));
}

function rotatedTwice() {
  const server = new InMemoryServer({ limits: { ...POLICY.limits, idle: 20 * DAY_MS } });
  const { id, token: first } = server.signIn();
  const rotate = (token: string) => {
    server.pass(GRACE);
    return server.refresh(token).token ?? "";
  };
  const second = rotate(first);
  return { server, id, tokens: [first, second, rotate(second)] as const };
}

describe("a sign-out by refresh token", () => {
  it.each([
    ["the current token", 2, 0],
    ["its predecessor", 1, 0],
    ["an overtaken token", 0, 0],
    ["a token that a refresh would treat as reuse", 0, DAY_MS],
  ])("with %s ends the session as signed out", (_, index, later) => {
    const { server, id, tokens } = rotatedTwice();
    server.pass(later);
    expect(signOut(server, tokens[index] ?? "")).toEqual({ found: true });
    expect(server.session(id)).toMatchObject({ endedAt: server.now, endedReason: "signed_out" });
  });

  it("with a token from before a password change ends nothing", () => {
    const { server, id, tokens } = rotatedTwice();
    const { token } = server.changePassword(tokens[2]);
    const before = server.store.events.length;
    for (const barred of tokens) expect(signOut(server, barred)).toEqual({ found: false });
    expect(server.session(id).endedAt).toBeNull();
    expect(server.store.events).toHaveLength(before);
    expect(signOut(server, token ?? "")).toEqual({ found: true });
  });

  it("from an ended session keeps the first end, and without a session is no error", () => {
    const { server, id, tokens } = rotatedTwice();
    server.revoke(id, "user");
    expect(signOut(server, tokens[2])).toEqual({ found: true });
    expect(server.session(id).endedReason).toBe("user");
    expect(signOut(server, "garbage")).toEqual({ found: false });
  });
});
