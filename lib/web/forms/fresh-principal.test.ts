/** What counts as a recent sign-in for a form: when the user was last authenticated, not when the session began. */
import { describe, expect, test } from "vitest";
import { RATE_LIMITS } from "@/lib/server/rate-limit";
import { findPrincipal, type Principal } from "@/lib/server/sessions/sessions";
import { confirmPassword } from "@/lib/server/sign-in/reauthentication";
import { install, MINUTE, PASSWORD, requester } from "@/lib/server/testing/installation";
import { isFailure } from "@/lib/session/failure";
import type { SessionRecord } from "@/lib/session/session";
import { readRequestContext } from "@/lib/web/request/request-context";
import { refuseStale } from "./fresh-principal";

/** A session of this age whose user was last authenticated so long ago: longer, when it went on silently. */
async function principalOf(
  age: number,
  authenticated: number,
  set: Partial<SessionRecord> = {},
  settings = {},
) {
  const app = install(settings);
  const grant = await app.openSession(await app.addUser("Ada"));
  app.pass(age);
  await app.db.changeSession(grant.session.id, () => ({
    outcome: null,
    changes: [
      {
        kind: "update-session",
        id: grant.session.id,
        set: { authenticatedAt: app.now - authenticated, ...set },
      },
    ],
    events: [],
  }));
  const principal = await findPrincipal(grant.refreshToken);
  if (!principal || "reason" in principal) throw new Error("no session");
  return principal;
}

const ask = async (principal: Principal, password = "") => {
  const context = await readRequestContext({ headers: new Headers() });
  const proof = { pageSessionId: principal.session.id, password, proof: "" };
  const refusal = await refuseStale(principal, proof, context);
  return isFailure(refusal) ? refusal.code : refusal;
};

describe("a form that needs a recent sign-in", () => {
  test("is taken for fifteen minutes after one", async () => {
    expect(await ask(await principalOf(15 * MINUTE - 1, 15 * MINUTE - 1))).toBeNull();
    expect(await ask(await principalOf(15 * MINUTE, 15 * MINUTE))).toBe("reauthentication_required");
  });

  test("is not taken in a new session that only went on with an older one", async () => {
    const principal = await principalOf(0, 20 * MINUTE);
    expect(await ask(principal)).toBe("reauthentication_required");
    expect(await ask(principal, "not the password")).toBe("invalid_credentials");
    expect(await ask(principal, PASSWORD)).toBeNull();
  });

  test.each([
    { binding: "key", boundKey: "thumbprint" },
    { binding: "dbsc", boundKey: "{}" },
  ] as const)(
    "of a session that is bound to a key needs the password: its cookies may be a copy ($binding)",
    async (bound) => {
      const principal = await principalOf(0, 0, bound);
      expect(await ask(principal)).toBe("reauthentication_required");
      expect(await ask(principal, "not the password")).toBe("invalid_credentials");
      expect(await ask(principal, PASSWORD)).toBeNull();
      expect(await ask(await principalOf(0, 0, bound, { DEVICE_BINDING: "off" }))).toBeNull();
    },
  );

  test("counts for its session like the confirmation in a dialog: one limit for both", async () => {
    const principal = await principalOf(0, 20 * MINUTE);
    for (let times = 2; times <= RATE_LIMITS.sessionConfirmation.count; times += 1)
      expect(await ask(principal, PASSWORD)).toBeNull();
    expect(await confirmPassword(principal, PASSWORD, requester())).toBeNull();
    expect(await ask(principal, PASSWORD)).toBe("rate_limited");
  });
});
