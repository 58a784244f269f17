/** What a session that goes on silently keeps of its key and of its second factor, and where it goes on at all. */
import { describe, expect, test } from "vitest";
import type { SessionRecord } from "@/lib/session/session";
import { DAY_MS } from "@/lib/session/testing/test-records";
import { absolute, BEGAN, command, decide, expired, opened, policy, rows } from "./silent-sign-in.fixture";

describe("a session that was bound to a key", () => {
  const bound = { binding: "key", boundKey: "thumbprint" } as const;
  const jwk = { kty: "EC", crv: "P-256", x: "x", y: "y", kid: "browser's" };
  const byBrowser = { binding: "dbsc", boundKey: JSON.stringify(jwk) } as const;
  const byBoth = { binding: "dbsc", boundKey: JSON.stringify({ ...jwk, jkt: "thumbprint" }) } as const;
  const proving = (boundKey: string | null, asksForKey = true) => ({
    asksForKey,
    opening: { ...command.opening, session: { ...opened, boundKey } },
  });

  test.each([
    ["with the cookies alone", bound, proving(null)],
    ["in a browser with another key", bound, proving("another")],
    ["with the cookies alone, though the browser registered a key as well", byBoth, proving(null)],
    ["in a browser with another key, though the browser registered one as well", byBoth, proving("another")],
  ])("does not go on %s", (_, set, said) => {
    expect(decide(expired(set), { said })).toEqual({
      outcome: { code: "login_required" },
      changes: [],
      events: [],
    });
  });

  test.each([
    ["in the browser that proves it", bound, proving("thumbprint"), bound],
    ["and a key that the browser registered is registered anew", byBoth, proving("thumbprint"), bound],
    ["where no key is asked for, and keeps it", bound, proving(null, false), bound],
    [
      "when only the browser itself had one: that cannot be asked any more",
      byBrowser,
      proving(null),
      { binding: null, boundKey: null },
    ],
    ["when it was bound to none", {}, proving(null), { binding: null, boundKey: null }],
    ["when it was bound to none, with the key that the browser has", {}, proving("thumbprint"), bound],
  ])("goes on %s", (_, set, said, kept) => {
    expect(decide(expired(set), { said }).outcome).toMatchObject({ kind: "signed-in", session: kept });
  });

  test("that only the browser itself could prove holds no second factor", () => {
    const earlier = expired({ ...byBrowser, authMethods: ["oidc", "otp"] });
    const found = rows({ hasFactor: true });
    expect(decide(earlier, { found }).outcome).toEqual({ code: "login_required" });
    expect(decide(earlier, { found, said: proving(null, false) }).outcome).toMatchObject({
      kind: "signed-in",
    });
  });
});

describe("a second factor", () => {
  const withFactor = rows({ hasFactor: true });
  const required = { ...policy, secondFactorRequired: true };
  const factor = { authMethods: ["oidc", "otp"] };

  test.each<[string, SessionRecord, Parameters<typeof decide>[1], string]>([
    ["that the session holds goes on with it", expired(factor), { found: withFactor }, "signed-in"],
    ["that the deployment asks for and the session holds", expired(factor), { rules: required }, "signed-in"],
    ["that was never given in the session is due", expired(), { found: withFactor }, "login_required"],
    ["that the deployment asks for and nobody gave is due", expired(), { rules: required }, "login_required"],
    [
      "lasts a moment less than a session may last",
      expired(factor),
      { found: withFactor, at: BEGAN + absolute - 1 },
      "signed-in",
    ],
    [
      "does not outlast what a session may last, in however many sessions",
      expired(factor),
      { found: withFactor, at: BEGAN + absolute },
      "login_required",
    ],
    [
      "lasts as long as a remembered session may",
      expired({ ...factor, rememberMe: true }),
      { found: withFactor, at: BEGAN + absolute + DAY_MS },
      "signed-in",
    ],
    ["is no matter for a user without one", expired(), { at: BEGAN + absolute + DAY_MS }, "signed-in"],
  ])("%s", (_, earlier, options, expected) => {
    const { outcome } = decide(earlier, options);
    expect("kind" in outcome ? outcome.kind : outcome.code).toBe(expected);
    if ("session" in outcome) expect(outcome.session).toMatchObject({ authMethods: earlier.authMethods });
  });
});
