/** The error codes that the steps of an attempt to sign in or up have in common; each endpoint adds its own. */

/** Of every step. */
export const STEP_ERRORS = ["not_found", "attempt_closed", "wrong_step", "rate_limited"] as const;

/** Of a step that may be the last one, and then opens the session. */
export const LAST_STEP_ERRORS = [...STEP_ERRORS, "too_many_accounts"] as const;

/** Of a step that proves who the user is. */
export const PROOF_STEP_ERRORS = ["account_disabled", ...LAST_STEP_ERRORS] as const;

/** Of a step that takes a code of a second factor. */
export const CODE_STEP_ERRORS = ["invalid_code", "factor_locked", ...PROOF_STEP_ERRORS] as const;
