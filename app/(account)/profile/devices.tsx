"use client";

import { Button } from "@/app/ui/button";
import { DeviceList } from "@/app/ui/devices/device-list";
import { DevicesHeader } from "@/app/ui/devices/devices-header";
import { DevicesNotice } from "@/app/ui/devices/devices-notice";
import { DevicesSkeleton } from "@/app/ui/devices/devices-skeleton";
import { EndedList } from "@/app/ui/devices/ended-list";
import { RevokeDialog } from "@/app/ui/devices/revoke-dialog";
import { useToast } from "@/app/ui/feedback/toaster";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { deviceIdentity, distinctNames } from "@/app/ui/format/device";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";
import { useAuth } from "@/lib/client/react/use-auth";
import { useSessions } from "@/lib/client/react/use-sessions";
import type { EndedSessionView, SessionView } from "@/lib/session/contract";
import { useEndedSessions } from "./use-ended-sessions";
import { useRevokeConfirmation } from "./use-revoke-confirmation";

interface Props {
  /** What the server rendered; left out, the browser loads it behind a skeleton. */
  initial?: SessionView[];
  ended: EndedSessionView[];
}

/** The device screen: the server's list first, the browser's from then on. */
export function Devices({ initial, ended }: Props) {
  const list = useSessions(initial);
  const { sessions, isLoading } = list;
  const { logout } = useAuth();
  const isOffline = useOffline();
  const endedSessions = useEndedSessions(ended);
  const toast = useToast();
  const { revocation, dialog, confirmRevoke } = useRevokeConfirmation({
    revoke: list.revoke,
    revokeAll: list.revokeAll,
  });

  const names = distinctNames(sessions);
  const toDevice = (session: SessionView) => ({
    id: session.id,
    name: names.get(session.id) ?? deviceIdentity(session),
    current: session.current,
    lastActiveAt: session.lastActiveAt,
  });
  const others = sessions.filter((session) => !session.current);

  async function saveName({ id }: SessionView, label: string | null) {
    await list.rename(id, label).catch((thrown) => {
      toast.error(`Couldn’t rename the device. ${errorMessage(toFormError(thrown))}`);
      throw thrown;
    });
  }

  function signOut(session: SessionView) {
    if (session.current) void logout();
    else confirmRevoke({ scope: "one", devices: [toDevice(session)] });
  }

  const loadError = list.error && toFormError(list.error);
  const notice = (
    <DevicesNotice
      isOffline={isOffline}
      failure={loadError && errorMessage(loadError)}
      isEmpty={sessions.length === 0}
      isRetrying={isLoading}
      onRetry={() => void list.refresh()}
    />
  );
  // There is always at least this device: an empty list is one that has not arrived.
  if (sessions.length === 0) {
    return (
      <>
        <DevicesHeader />
        {notice}
        {!loadError && <DevicesSkeleton />}
      </>
    );
  }

  return (
    <>
      <DevicesHeader count={sessions.length}>
        {others.length > 0 && (
          <>
            <Button
              variant="quiet"
              size="small"
              disabled={isOffline}
              onClick={() => confirmRevoke({ scope: "others", devices: others.map(toDevice) })}
            >
              Sign out all others
            </Button>
            <Button
              variant="quiet"
              size="small"
              disabled={isOffline}
              onClick={() => confirmRevoke({ scope: "all", devices: sessions.map(toDevice) })}
            >
              Sign out everywhere
            </Button>
          </>
        )}
      </DevicesHeader>
      {notice}
      <DeviceList
        sessions={sessions}
        names={names}
        isOffline={isOffline}
        onRename={saveName}
        onSignOut={signOut}
      />
      <EndedList sessions={endedSessions} />
      {revocation && <RevokeDialog revocation={revocation} {...dialog} />}
    </>
  );
}
