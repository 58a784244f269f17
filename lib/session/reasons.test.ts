import { describe, expect, it } from "vitest";
import { ERROR_STATUS, isTerminal } from "./errors";
import {
  describeSessionEnd,
  EXPIRY_REASONS,
  isExpiry,
  loginText,
  parseLoginReason,
  REVOCATION_REASONS,
} from "./reasons";
import { endedFailure } from "./refresh";

describe("the reason a session is over", () => {
  it("has its own text on the login page and in the history", () => {
    const reasons = [...REVOCATION_REASONS, ...EXPIRY_REASONS];
    expect(new Set(reasons.map(loginText)).size).toBe(reasons.length);
    const told = reasons.map((reason) => describeSessionEnd({ reason, from: null, when: null }));
    expect(new Set(told).size).toBe(reasons.length);
    expect(loginText("expired")).toBe("Your session has expired. Please log in again.");
  });

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

describe("the sentence about an end", () => {
  const when = "today at 14:02";

  it("names the rule, who, from where and when", () => {
    expect(describeSessionEnd({ reason: "user", from: "Chrome on Windows", when })).toBe(
      "You ended this session from Chrome on Windows, today at 14:02.",
    );
    expect(describeSessionEnd({ reason: "admin", from: null, when })).toBe(
      "An administrator ended this session, today at 14:02.",
    );
    expect(describeSessionEnd({ reason: "idle", from: null, when })).toBe(
      "Signed out after a period of inactivity, today at 14:02.",
    );
  });

  it("says what to do when the token may have been copied", () => {
    expect(describeSessionEnd({ reason: "reuse_detected", from: null, when })).toMatch(
      /, today at 14:02\. Someone may/,
    );
  });

  it("leaves out facts that are not known", () => {
    expect(describeSessionEnd({ reason: "user", from: null, when: null })).toBe(
      "You ended this session from another of your devices.",
    );
  });

  it("does not tell that a device was signed out from itself", () => {
    expect(describeSessionEnd({ reason: "signed_out", from: "Chrome on Windows", when: null })).toBe(
      "You signed out.",
    );
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
