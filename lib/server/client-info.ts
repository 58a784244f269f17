import type { Actor } from "@/lib/session/decision";
import { deviceLabel } from "@/lib/session/device";
import type { DeviceFacts, SessionRecord } from "@/lib/session/session";

/** Who sends a request, as far as it can be known before anybody is signed in. */
export interface ClientInfo {
  /** The cookie jar, known by its random id. */
  browserId: string;
  device: DeviceFacts;
  /** Aborted when the requester has hung up: whoever has gone cannot keep what would be decided for them. */
  signal?: AbortSignal;
}

/** @returns the actor for the audit: a requester, with the session it speaks for if there is one. */
export function actorOf(client: ClientInfo, session: Pick<SessionRecord, "id" | "userId"> | null): Actor {
  return {
    userId: session?.userId ?? null,
    sessionId: session?.id ?? null,
    ipAddress: client.device.ipAddress,
    device: deviceLabel(client.device),
  };
}
