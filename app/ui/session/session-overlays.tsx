"use client";

import { useAuthState } from "@/lib/client/react/auth-provider";
import { useBackgroundSignOut } from "@/lib/client/react/use-background-sign-out";
import { useConnection } from "@/lib/client/react/use-connection";
import { ConnectionNotice } from "./connection-notice";
import { DialogsUnavailable } from "./dialogs-unavailable";
import { useLazyDialogs } from "./use-lazy-dialogs";

/** What stands over every signed-in page: the notice about the connection, and the session's dialogs once one is needed. */
export function SessionOverlays() {
  const { sessionEnd, mismatch, expiryWarning, reauthentication } = useAuthState();
  const isReconnecting = useConnection() === "reconnecting";
  const isNeeded = Boolean(sessionEnd || mismatch || expiryWarning || reauthentication);
  const { loaded, isLate } = useLazyDialogs(isNeeded);
  useBackgroundSignOut();
  return (
    <>
      <ConnectionNotice isReconnecting={isReconnecting} />
      {loaded && <loaded.SessionDialogs later={loaded.later} />}
      {isLate && (sessionEnd || mismatch) && <DialogsUnavailable />}
    </>
  );
}
