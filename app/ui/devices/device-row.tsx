"use client";

import { Pencil } from "lucide-react";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Button } from "@/app/ui/button";
import { RenameForm } from "@/app/ui/form/rename-form";
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
  /** Offline, the buttons are disabled. */
  isOffline: boolean;
  onRename: (session: SessionView, label: string | null) => Promise<void>;
  onSignOut: (session: SessionView) => void;
}

/** One device of the list, with its name, activity, place and details, and the buttons to rename it and sign it out. */
export function DeviceRow({ session, name, isOffline, onRename, onSignOut }: DeviceRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);

  function closeRename() {
    // The form with the focus is removed. The focus returns to the pencil, which must be rendered first.
    flushSync(() => setRenaming(false));
    pencil.current?.focus();
  }

  return (
    <DeviceLayout
      icon={<DeviceIcon session={session} />}
      actions={
        // The page's header signs this device out; a second button for it would only be in the way.
        !session.current && (
          <Button
            variant="quiet"
            size="small"
            disabled={isOffline}
            aria-label={`Sign out ${name}`}
            className="noscript:hidden"
            onClick={() => onSignOut(session)}
          >
            Sign out
          </Button>
        )
      }
      details={
        <DeviceDetails
          session={session}
          name={name}
          timeline={() => <TimelineLoader sessionId={session.id} name={name} />}
        />
      }
    >
      {isRenaming ? (
        <RenameForm
          name={name}
          label={session.label}
          identity={deviceIdentity(session)}
          onRename={(label) => onRename(session, label)}
          onClose={closeRename}
        />
      ) : (
        <div className="flex flex-wrap items-center gap-x-0.5">
          <h3 className="min-w-0 leading-6">
            <bdi className="wrap-anywhere">{name}</bdi>
          </h3>
          <button
            ref={pencil}
            type="button"
            disabled={isOffline}
            aria-label={`Rename ${name}`}
            onClick={() => setRenaming(true)}
            className="-my-1 rounded-lg p-1.5 text-muted outline-offset-0 hover:bg-sunken hover:text-ink disabled:opacity-0 noscript:hidden"
          >
            <Pencil aria-hidden className="size-3.5" />
          </button>
          <DeviceBadge session={session} />
        </div>
      )}
      <DeviceMeta session={session}>
        {!session.current && <ReportLink sessionId={session.id} name={name} />}
      </DeviceMeta>
    </DeviceLayout>
  );
}
