"use client";

import { useTexts } from "#texts";
import { isActiveNow } from "@/app/ui/format/lifetime";
import { useNow } from "@/app/ui/time/now";
import { RelativeTime } from "@/app/ui/time/relative-time";
import type { SessionView } from "@/lib/session/contract";

interface Props {
  session: Pick<SessionView, "current" | "lastActiveAt">;
  /** The session may have changed since it was loaded. Then only this device is "active now". */
  isOutdated?: boolean | undefined;
}

/** When a device was last active: "Active now" or "Active 3 hours ago". The row and the dialog both show this. */
export function LastActive({ session, isOutdated = false }: Props) {
  const tDevice = useTexts("device");
  const now = useNow(30_000);
  if (isActiveNow(session, now) && (session.current || !isOutdated)) {
    return (
      <span className="font-medium text-accent">
        <span
          aria-hidden
          data-active-dot=""
          className="me-1.5 inline-block size-2 rounded-full bg-accent align-[0.06em]"
        />
        {tDevice.activeNow}
      </span>
    );
  }
  return <span>{tDevice.active({ when: <RelativeTime at={session.lastActiveAt} /> })}</span>;
}
