/** @returns the nonce for proofs that the server gave this page with its root element; null without one */
export function pageNonce(): string | null {
  return globalThis.document?.documentElement.dataset.proofNonce ?? null;
}
