import { describe, expect, it } from "vitest";
import { hash, InMemoryServer } from "@/lib/session/testing/in-memory-server";
import { MINUTE_MS, SECOND_MS } from "@/lib/session/testing/test-records";
import {
  BOUND_COOKIE_LIFETIME_MS,
  type BoundCookie,
  browserKey,
  decideRegistration,
  isProvenByCookie,
  type PublicJwk,
  scriptKey,
} from "./dbsc";

const REQUIRED = { code: "device_proof_required" };
const KEY: PublicJwk = { kty: "EC", crv: "P-256", x: "x", y: "y" };

function signedIn(boundKey: string | null = null) {
  const server = new InMemoryServer();
  return { server, ...server.signIn("ada", { boundKey }) };
}

/** @param offeredAt when the answer of a sign-in or a re-authentication asked for it: the sign-in's, if it is left out */
function register(
  server: InMemoryServer,
  token: string,
  sessionId: string,
  { thumbprint = "browser", offeredAt = server.session(sessionId).createdAt } = {},
) {
  const family = server.store.family(hash(token));
  const command = { sessionId, offeredAt, key: KEY, thumbprint };
  return server.store.commit(decideRegistration(family, command, server.now)).kind;
}

const cookieOf = (server: InMemoryServer, sessionId: string): BoundCookie => ({
  sessionId,
  thumbprint: "browser",
  madeAt: server.now,
});

describe("registration", () => {
  it.each([
    ["a session without a key", null, 4 * MINUTE_MS, "registered", "dbsc"],
    [
      "a session with a key of scripts, within ten seconds",
      "script",
      10 * SECOND_MS - 1,
      "registered",
      "dbsc",
    ],
    ["the same at ten seconds", "script", 10 * SECOND_MS, "over", "key"],
  ])("%s", (_, boundKey, age, kind, binding) => {
    const { server, id, token } = signedIn(boundKey);
    server.pass(age);
    expect(register(server, token, id)).toBe(kind);
    expect(server.session(id).binding).toBe(binding);
    const jkt = boundKey === null ? {} : { jkt: boundKey };
    expect(browserKey(server.session(id))).toEqual(
      binding === "dbsc" ? { ...KEY, kid: "browser", ...jkt } : null,
    );
  });

  it("may follow a re-authentication for ten seconds, however old the session is", () => {
    for (const [age, kind] of [
      [10 * SECOND_MS - 1, "registered"],
      [10 * SECOND_MS, "over"],
    ] as const) {
      const { server, id, token } = signedIn("script");
      server.pass(4 * MINUTE_MS);
      const offeredAt = server.now;
      server.pass(age);
      expect(register(server, token, id, { offeredAt })).toBe(kind);
    }
  });

  it("is refused for another session, an unknown token, and a second key; an ended session is over", () => {
    const { server, id, token } = signedIn();
    const other = server.signIn("grace");
    expect(register(server, token, other.id)).toBe("refused");
    expect(register(server, "unknown", id)).toBe("refused");
    expect(register(server, token, id)).toBe("registered");
    expect(register(server, token, id)).toBe("registered");
    expect(register(server, token, id, { thumbprint: "thief" })).toBe("refused");
    server.revoke(id);
    expect(register(server, token, id)).toBe("over");
  });
});

describe("a bound cookie", () => {
  it.each<[string, Partial<BoundCookie>, boolean]>([
    ["of the session and its key", {}, true],
    ["of another session", { sessionId: "other" }, false],
    ["of another key", { thumbprint: "thief" }, false],
    ["of the last moment", { madeAt: -BOUND_COOKIE_LIFETIME_MS + 1 }, true],
    ["that is too old", { madeAt: -BOUND_COOKIE_LIFETIME_MS }, false],
  ])("%s", (_, change, proves) => {
    const { server, id, token } = signedIn();
    register(server, token, id);
    const cookie = { ...cookieOf(server, id), ...change, madeAt: server.now + (change.madeAt ?? 0) };
    expect(isProvenByCookie(server.session(id), [cookie], server.now)).toBe(proves);
    const { outcome } = server.refresh(token, { boundCookies: [cookie] });
    expect(outcome).toMatchObject(proves ? { kind: "rotated" } : REQUIRED);
  });

  it("proves nothing for a session with a key of scripts, and spends no proof that comes along", () => {
    const { server, id, token } = signedIn("script");
    const boundCookies = [cookieOf(server, id)];
    expect(server.refresh(token, { boundCookies }).outcome).toEqual(REQUIRED);
    register(server, token, id);
    const { token: next } = server.refresh(token, { boundCookies, proof: server.proofBy("script") });
    expect(next).not.toBeNull();
    expect(server.store.usedIds.size).toBe(0);
  });

  it("does not hide a reuse", () => {
    const { server, id, token } = signedIn();
    register(server, token, id);
    let newest: string | null = token;
    for (const _ of [1, 2]) {
      newest = server.refresh(newest ?? "", { boundCookies: [cookieOf(server, id)] }).token;
      server.pass(MINUTE_MS);
    }
    server.refresh(token, { boundCookies: [cookieOf(server, id)] });
    expect(server.session(id).endedReason).toBe("reuse_detected");
  });
});

/** One browser that does these things in every order, with and without a key of scripts. */
const STEPS = [
  "register",
  "renew",
  "lose the cookie",
  "lose the script key",
  "refresh",
  "confirm",
  "10 s",
  "5 min",
];
const DEPTH = 4;

interface Browser {
  server: InMemoryServer;
  id: string;
  token: string;
  cookie: BoundCookie | null;
  scriptKey: string | null;
  /** When it was last asked to register. */
  offeredAt: number;
}

function walk(path: readonly string[], boundKey: string | null): Browser {
  const { server, id, token } = signedIn(boundKey);
  const browser: Browser = { server, id, token, cookie: null, scriptKey: boundKey, offeredAt: server.now };
  for (const step of path) take(step, browser);
  return browser;
}

function take(step: string, browser: Browser): void {
  const { server, id } = browser;
  const isBrowsers = browserKey(server.session(id)) !== null;
  if (step === "register" && register(server, browser.token, id, browser) === "registered")
    browser.cookie = cookieOf(server, id);
  if (step === "renew" && isBrowsers) browser.cookie = cookieOf(server, id);
  if (step === "lose the cookie") browser.cookie = null;
  if (step === "lose the script key") browser.scriptKey = null;
  if (step === "10 s") server.pass(10 * SECOND_MS);
  if (step === "5 min") server.pass(5 * MINUTE_MS);
  if (step === "refresh") browser.token = refreshed(browser) ?? browser.token;
  if (step === "confirm") {
    const proof = server.proofBy("new");
    const boundCookies = browser.cookie ? [browser.cookie] : [];
    browser.token = server.refresh(browser.token, { proof, boundCookies, replacesKey: true }).token ?? "none";
    if (scriptKey(server.session(id)) === "new") browser.scriptKey = "new";
    browser.offeredAt = server.now;
  }
}

function refreshed({ server, token, cookie, scriptKey }: Browser): string | null {
  return server.refresh(token, {
    boundCookies: cookie ? [cookie] : [],
    ...(scriptKey !== null && { proof: server.proofBy(scriptKey) }),
  }).token;
}

function* paths(depth: number): Generator<string[]> {
  yield [];
  if (depth > 0) for (const path of paths(depth - 1)) for (const step of STEPS) yield [...path, step];
}

describe.each([[null], ["script"]])(
  "in every order of steps, from a session with the key %s,",
  (boundKey) => {
    it("a thief gets nothing without a fresh cookie, and the browser never loses its session", () => {
      let count = 0;
      for (const path of paths(DEPTH)) {
        if (path.length < DEPTH) continue;
        count += 1;
        const thief = walk(path, boundKey);
        const { server, id, token } = thief;
        const { binding } = server.session(id);
        const old = { ...cookieOf(server, id), madeAt: server.now - BOUND_COOKIE_LIFETIME_MS };
        const forged = { ...cookieOf(server, id), thumbprint: "thief" };
        const tried = server.refresh(token, { boundCookies: [old, forged], proof: server.proofBy("thief") });
        expect(tried.token === null, path.join(", ")).toBe(binding !== null);

        const owner = walk(path, boundKey);
        const proven =
          isProvenByCookie(
            owner.server.session(owner.id),
            owner.cookie ? [owner.cookie] : [],
            owner.server.now,
          ) ||
          owner.scriptKey !== null ||
          binding === null;
        expect(owner.token, path.join(", ")).not.toBe("none");
        if (proven) expect(refreshed(owner), path.join(", ")).not.toBeNull();
        take("confirm", owner); // whatever was lost
        expect(refreshed(owner), path.join(", ")).not.toBeNull();
        expect(owner.server.session(owner.id).endedAt).toBeNull();
      }
      expect(count).toBe(STEPS.length ** DEPTH);
    });
  },
);
