"use client";

import type { ComponentProps } from "react";
import { deviceIdentity, placeName } from "@/app/ui/format/device";
import { endInWords, isActiveNow } from "@/app/ui/format/lifetime";
import { InlineList } from "@/app/ui/shell/inline-list";
import { useNow } from "@/app/ui/time/now";
import { ExactTime, RelativeTime } from "@/app/ui/time/relative-time";
import { DeviceDetails } from "./device-facts";

/** The facts of a device in small print: activity and place, sign-in and expiry. The rest is folded away. */
export function DeviceMeta({ session, name, timeline }: ComponentProps<typeof DeviceDetails>) {
  const now = useNow(30_000);
  return (
    <>
      <InlineList>
        {session.label && deviceIdentity(session)}
        {isActiveNow(session, now) ? (
          <ActiveNow />
        ) : (
          <>
            Active <RelativeTime at={session.lastActiveAt} />
          </>
        )}
        {placeName(session)}
      </InlineList>
      <InlineList>
        <span>
          Signed in <ExactTime at={session.createdAt} dateOnly />
        </span>
        {endInWords(session, now)}
      </InlineList>
      <DeviceDetails session={session} name={name} timeline={timeline} />
    </>
  );
}

function ActiveNow() {
  return (
    <span className="font-medium text-accent">
      <span aria-hidden className="me-1.5 inline-block size-2 rounded-full bg-accent align-[0.06em]" />
      Active now
    </span>
  );
}
