/** Carries the nonce of this answer from the middleware to the page. */
export const NONCE_HEADER = "x-latchkey-nonce";
