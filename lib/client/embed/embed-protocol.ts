/** What our page for frames (`/embed/session`) and the page that shows it tell each other, by `postMessage`. */
import type { ClientErrorCode } from "@/lib/session/errors";
import type { LoginReason } from "@/lib/session/reasons";

export const SESSION_MESSAGE = "latchkey:session";
export const TOKEN_MESSAGE = "latchkey:token";

/** Whether a user is signed in, as other sites are told. */
export interface EmbeddedSession {
  active: boolean;
  userId?: string;
  /** Why the session ended. */
  reason?: LoginReason;
  /** Changes whenever who is signed in on this browser changes; empty when it is not known. */
  epoch: string;
  /** The browser keeps our cookies back here: whether a user is signed in can't be told. */
  unavailable?: true;
}

export type SessionMessage = { type: typeof SESSION_MESSAGE } & EmbeddedSession;

/** The answer to `{type: "latchkey:token", template}`. */
export type TokenMessage = { type: typeof TOKEN_MESSAGE; template: string } & (
  | { token: string; expiresIn: number }
  | { error: ClientErrorCode }
);
