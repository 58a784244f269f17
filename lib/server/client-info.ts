import type { RequestProof } from "@/lib/server/device-binding/request-proof";
import type { Actor } from "@/lib/session/decision";
import { deviceLabel } from "@/lib/session/device/device-label";
import type { BoundCookie } from "@/lib/session/device-binding/dbsc";
import type { ClientDevice, SessionRecord } from "@/lib/session/session";
import type { Language } from "@/lib/texts/language";

/** A user who has signed in on a browser, as the browser's sealed cookie tells it. */
export interface KnownUser {
  userId: string;
  /** The session that this user's own sign-in opened there. */
  sessionId: string;
}

/** The sender of a request, as far as it is known without a session. */
export interface ClientInfo {
  /** The random id in the browser cookie; a new one for an unknown browser. */
  browserId: string;
  /** The users who have signed in on this browser before. */
  knownUsers: KnownUser[];
  /** The sign-ins, sign-ups and requests to be added that were begun here, as the key of each proves, in its own cookie. */
  attemptIds: string[];
  /** @returns the users who are signed in on this browser, if it has no room for another; else none */
  signedInUsers(): Promise<readonly string[]>;
  device: ClientDevice;
  /** Of the texts that the browser asks for. */
  readonly language: Language;
  /** The proof of a key that the request carries; left out where it can carry none, as a plain form. */
  proof?: RequestProof;
  /** The bound cookies of ours that came along; left out: none. */
  boundCookies?: readonly BoundCookie[];
  /** Aborted when the client disconnects: it could not keep a token that would be granted to it. */
  signal?: AbortSignal;
}

/**
 * @returns the actor for audit events: the client, with its session if there is one. In a session in which an administrator
 *   acts as the user, the actor is the administrator
 */
export function actorOf(
  client: ClientInfo,
  session: Pick<SessionRecord, "id" | "userId" | "impersonatorId"> | null,
): Actor {
  return {
    userId: session?.impersonatorId ?? session?.userId ?? null,
    sessionId: session?.id ?? null,
    ipAddress: client.device.ipAddress,
    device: deviceLabel(client.device),
  };
}
