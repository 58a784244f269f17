import type { AttemptView, ChallengeView } from "@/lib/session/sign-in/sign-in-contract";

/** An open sign-in of Ada, at the step and with the parts a test names. */
export function attemptOf(parts: Partial<AttemptView> = {}): AttemptView {
  return {
    id: "a-1",
    kind: "sign_in",
    status: "open",
    step: "credential",
    email: "ada@example.com",
    methods: ["password", "email_code", "passkey"],
    secondFactorRequired: false,
    secondFactors: [],
    requiredFields: [],
    missingFields: [],
    remainingSteps: ["credential"],
    profile: { name: null },
    challenge: null,
    rememberMe: false,
    expiresAt: "2026-01-01T00:10:00.000Z",
    ...parts,
  };
}

/** A code that was sent to Ada. */
export function challengeOf(parts: Partial<ChallengeView> = {}): ChallengeView {
  return {
    id: "c-1",
    type: "sign_in",
    method: "email_code",
    status: "pending",
    destination: "a•••@example.com",
    attempts: 0,
    maxAttempts: 5,
    remainingAttempts: 5,
    resendAt: "2026-01-01T00:01:00.000Z",
    expiresAt: "2026-01-01T00:10:00.000Z",
    ...parts,
  };
}
