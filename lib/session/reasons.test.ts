import { describe, expect, it } from "vitest";
import { ERROR_STATUS, isTerminal } from "./errors";
import { EXPIRY_REASONS, isExpiry, parseLoginReason, REVOCATION_REASONS } from "./reasons";
import { endedFailure } from "./refresh";

describe("the reason a session is over", () => {
  it.each(["expired", ...REVOCATION_REASONS, ...EXPIRY_REASONS])(
    "%s is accepted by the login page",
    (reason) => {
      expect(parseLoginReason(reason)).toBe(reason);
    },
  );

  it.each(["", "nonsense", "<script>", "toString", "__proto__", "IDLE", null, undefined, 7, [["idle"]]])(
    "%j is not a reason, and none of it is shown",
    (value) => {
      expect(parseLoginReason(value)).toBeNull();
    },
  );

  it("is an expiry for the two limits only, and its code says which", () => {
    for (const reason of EXPIRY_REASONS) {
      expect([isExpiry(reason), endedFailure(reason).code]).toEqual([true, "session_expired"]);
    }
    for (const reason of REVOCATION_REASONS) {
      expect([isExpiry(reason), endedFailure(reason).code]).toEqual([false, "session_revoked"]);
    }
  });
});

describe("error codes", () => {
  it("four of them ask the user to sign in again; after any other the client may try again", () => {
    const codes = Object.keys(ERROR_STATUS) as (keyof typeof ERROR_STATUS)[];
    const terminal = ["device_proof_required", "not_authenticated", "session_expired", "session_revoked"];
    expect(codes.filter(isTerminal).sort()).toEqual(terminal);
    expect(isTerminal("silent_auth_failed")).toBe(false);
  });
});
