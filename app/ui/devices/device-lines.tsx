"use client";

import { type ComponentProps, Fragment, type ReactNode } from "react";
import { useNow } from "@/app/ui/time/now";
import { ExactTime, RelativeTime } from "@/app/ui/time/times";
import { deviceIdentity, placeName } from "@/app/ui/words/device";
import { endInWords, isActiveNow } from "@/app/ui/words/lifetime";
import { DeviceFacts } from "./device-facts";

/** Whether somebody is at a device, where it is, since when and how long still; the rest is folded away. */
export function DeviceLines({ session, name, timeline }: ComponentProps<typeof DeviceFacts>) {
  const now = useNow(30_000);
  return (
    <>
      <Line>
        {session.label && deviceIdentity(session)}
        {isActiveNow(session, now) ? (
          <ActiveNow />
        ) : (
          <>
            Active <RelativeTime at={session.lastActiveAt} />
          </>
        )}
        {placeName(session)}
      </Line>
      <Line>
        <span>
          Signed in <ExactTime at={session.createdAt} dateOnly />
        </span>
        {endInWords(session, now)}
      </Line>
      <DeviceFacts session={session} name={name} timeline={timeline} />
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

/** Facts in one line of small print, a dot between those that are there. */
function Line({ children }: { children: ReactNode[] }) {
  const facts = children.filter(Boolean);
  return (
    <p className="text-sm leading-6 text-muted">
      {facts.map((fact, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a row keep their order.
        <Fragment key={index}>
          {index > 0 && <span aria-hidden> · </span>}
          <bdi>{fact}</bdi>
        </Fragment>
      ))}
    </p>
  );
}
