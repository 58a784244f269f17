"use client";

import { useAuthState } from "@/lib/client/react/auth-provider";
import { useBackgroundSignOut } from "@/lib/client/react/use-background-sign-out";
import { useConnection } from "@/lib/client/react/use-connection";
import type { Language } from "@/lib/texts/language";
import { ConnectionNotice } from "./connection-notice";
import { DialogsUnavailable } from "./dialogs-unavailable";
import { useLazyDialogs } from "./use-lazy-dialogs";

/**
 * What stands over every signed-in page: the notice about the connection, and the session's dialogs once one is needed.
 *
 * @param props.language stays the same: another one needs another key
 */
export function SessionOverlays({ language }: { language: Language }) {
  const { user, sessionEnd, mismatch, expiryWarning, reauthentication } = useAuthState();
  const isLost = useConnection() === "reconnecting";
  const isNeeded = Boolean(sessionEnd || mismatch || expiryWarning || reauthentication);
  const { loaded, isLate } = useLazyDialogs(language, isNeeded);
  useBackgroundSignOut();
  return (
    <>
      {/* Without a user and an end, the user has signed out, and the page says what it waits for. */}
      <ConnectionNotice isReconnecting={isLost && Boolean(user || sessionEnd)} />
      {loaded && <loaded.SessionDialogs later={loaded.later} />}
      {isLate && (sessionEnd || mismatch) && <DialogsUnavailable />}
    </>
  );
}
