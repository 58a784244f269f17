import { InMemoryServer } from "./testing/in-memory-server";
import { DAY_MS, POLICY } from "./testing/test-records";

export const SUPERSEDED = { code: "superseded" };
export const REUSED = { code: "session_revoked", details: { reason: "reuse_detected" } };

/** Presents a token that must be accepted. @returns the next token */
export function rotate(server: InMemoryServer, presented: string): string {
  const { outcome, token } = server.refresh(presented);
  if (token === null) throw new Error(JSON.stringify(outcome));
  return token;
}

/** A signed-in browser that has rotated once: `first` is the predecessor of `second`. */
export function rotatedOnce() {
  const server = new InMemoryServer({ limits: { ...POLICY.limits, idle: 20 * DAY_MS } });
  const { id, token: first } = server.signIn();
  return { server, id, first, second: rotate(server, first) };
}
