"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { RenamableName } from "@/app/ui/form/renamable-name";
import { deviceIdentity } from "@/app/ui/format/device";
import { ReportLink } from "@/app/ui/security/report-link";
import type { SessionView } from "@/lib/session/contract";
import { DeviceBadge } from "./device-badge";
import { DeviceDetails } from "./device-details";
import { DeviceIcon } from "./device-icon";
import { DeviceLayout } from "./device-layout";
import { DeviceMeta } from "./device-meta";
import { TimelineLoader } from "./timeline-loader";

export interface DeviceRowProps {
  session: SessionView;
  /** Unique within the list. */
  name: string;
  /** The name of the organization it works in. */
  organization?: string | undefined;
  /** Offline, the buttons are disabled. */
  isOffline: boolean;
  /** The list may be out of date: nobody knows who is active now. */
  isOutdated: boolean;
  onRename: (session: SessionView, label: string | null) => Promise<void>;
  onSignOut: (session: SessionView) => void;
}

/** One device of the list, with its name, activity, place and details, and the buttons to rename it and sign it out. */
export function DeviceRow({ session, name, organization, isOffline, isOutdated, ...act }: DeviceRowProps) {
  const t = useTexts("devices");
  const tDevice = useTexts("device");
  return (
    <DeviceLayout
      icon={<DeviceIcon session={session} />}
      actions={
        // The page's header signs this device out; a second button for it would only be in the way.
        !session.current && (
          <>
            <Button
              variant="quiet"
              size="small"
              disabled={isOffline}
              aria-label={t.signOutOf({ name })}
              className="noscript:hidden"
              onClick={() => act.onSignOut(session)}
            >
              {t.signOut}
            </Button>
            {!session.impersonator && <ReportLink sessionId={session.id} name={name} />}
          </>
        )
      }
      details={
        <DeviceDetails
          session={session}
          name={name}
          organization={organization}
          timeline={() => <TimelineLoader sessionId={session.id} name={name} />}
        />
      }
    >
      <RenamableName
        name={name}
        label={session.label}
        identity={deviceIdentity(session, tDevice)}
        isOffline={isOffline}
        onRename={(label) => act.onRename(session, label)}
      >
        <DeviceBadge session={session} />
      </RenamableName>
      <DeviceMeta session={session} isOutdated={isOutdated} />
    </DeviceLayout>
  );
}
