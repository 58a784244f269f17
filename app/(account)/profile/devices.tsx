"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { Button, buttonClass } from "@/app/ui/button";
import { DeviceList } from "@/app/ui/devices/device-list";
import { DevicesHeader } from "@/app/ui/devices/devices-header";
import { DevicesNotice } from "@/app/ui/devices/devices-notice";
import { DevicesSkeleton } from "@/app/ui/devices/devices-skeleton";
import { EndedList } from "@/app/ui/devices/ended-list";
import { PlainSignOutForm } from "@/app/ui/devices/plain-sign-out-form";
import { RevokeDialog } from "@/app/ui/devices/revoke-dialog";
import { useDeviceNames } from "@/app/ui/devices/use-device-names";
import { useToast } from "@/app/ui/feedback/toaster";
import { useOffline } from "@/app/ui/feedback/use-offline";
import { deviceName } from "@/app/ui/format/device";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";
import { useSessions } from "@/lib/client/react/use-sessions";
import type { EndedSessionView, SessionView } from "@/lib/session/contract";
import { signOutDevicesAction } from "./actions";
import { useEndedSessions } from "./use-ended-sessions";
import { useRevokeConfirmation } from "./use-revoke-confirmation";

interface Props {
  /** The lists as the server rendered them. Without them the browser loads the list and shows a skeleton meanwhile. */
  initial?: SessionView[];
  ended: EndedSessionView[];
  /** The organizations that the devices worked in when the server rendered the page: their names, by session. */
  organizations?: Readonly<Record<string, string>>;
  /** The panel that adds a device. The header leads to it, or back from it. */
  children?: ReactNode;
}

/** The device screen. It starts with the server's list; the client keeps it current. */
export function Devices({ initial, ended, organizations = {}, children }: Props) {
  const t = useTexts("devices");
  const tErrors = useTexts("errors");
  const tDevice = useTexts("device");
  const list = useSessions(initial);
  const { sessions } = list;
  const isOffline = useOffline();
  const endedSessions = useEndedSessions(ended);
  const names = useDeviceNames(sessions, endedSessions);
  const toast = useToast();
  const { revocation, dialog, confirmRevoke } = useRevokeConfirmation(list);

  function confirm(scope: "one" | "others" | "all", devices: readonly SessionView[]) {
    confirmRevoke({ scope, devices: devices.map((session) => ({ ...session, name: nameOf(session) })) });
  }

  const nameOf = (session: SessionView) => names.get(session.id) ?? deviceName(session, tDevice);
  const others = sessions
    .filter((session) => !session.current)
    .map((session) => ({ id: session.id, name: nameOf(session) }));

  async function saveName({ id }: SessionView, label: string | null) {
    await list.rename(id, label).catch((thrown) => {
      toast.error(t.couldNotRename({ reason: errorMessage(toFormError(thrown), tErrors) }));
      throw thrown;
    });
  }

  const loadError = list.error && toFormError(list.error);
  const notice = (
    <DevicesNotice
      isOffline={isOffline}
      failure={loadError && errorMessage(loadError, tErrors)}
      isEmpty={sessions.length === 0}
      isRetrying={list.isLoading}
      onRetry={() => void list.refresh()}
    />
  );
  // This device is always in the list, so an empty list has not been loaded yet.
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
        {children ? (
          <Link href="/profile" prefetch={false} className={buttonClass({ variant: "quiet", size: "small" })}>
            {t.doneAdding}
          </Link>
        ) : (
          <Link href="/profile/add-device" prefetch={false} className={buttonClass({ size: "small" })}>
            {t.addDevice}
          </Link>
        )}
        <BulkActions sessions={sessions} isOffline={isOffline} onRevoke={confirm} />
      </DevicesHeader>
      {notice}
      {children}
      <DeviceList
        sessions={sessions}
        names={names}
        organizations={organizations}
        isOffline={isOffline}
        isOutdated={isOffline || loadError !== null}
        onRename={saveName}
        onSignOut={(session) => confirm("one", [session])}
        signOutForm={<PlainSignOutForm devices={others} action={signOutDevicesAction} />}
      />
      <EndedList sessions={endedSessions} names={names} />
      {revocation && <RevokeDialog revocation={revocation} {...dialog} />}
    </>
  );
}

interface BulkProps {
  sessions: readonly SessionView[];
  isOffline: boolean;
  onRevoke: (scope: "others" | "all", devices: readonly SessionView[]) => void;
}

/** The buttons that sign out several devices at once; none while this is the only device. They need JavaScript. */
function BulkActions({ sessions, isOffline, onRevoke }: BulkProps) {
  const t = useTexts("devices");
  const others = sessions.filter((session) => !session.current);
  if (others.length === 0) return null;
  const button = {
    variant: "quiet",
    size: "small",
    disabled: isOffline,
    className: "noscript:hidden",
  } as const;
  return (
    <>
      <Button {...button} onClick={() => onRevoke("others", others)}>
        {t.signOutOthers}
      </Button>
      <Button {...button} onClick={() => onRevoke("all", sessions)}>
        {t.signOutEverywhere}
      </Button>
    </>
  );
}
