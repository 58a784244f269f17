"use client";

import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { browserWithVersion, systemWithVersion } from "@/app/ui/format/device";
import { deviceKind } from "@/app/ui/format/device-kind";
import { endInWords } from "@/app/ui/format/lifetime";
import { useNow } from "@/app/ui/time/now";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { SessionView } from "@/lib/session/contract";
import { useOpenDetails } from "./use-open-details";

interface Props {
  session: SessionView;
  name: string;
  /** The name of the organization it works in. */
  organization?: string | undefined;
  /** The chart of its token refreshes; rendered when the details are first opened. */
  timeline?: (() => ReactNode) | undefined;
}

/** The folded details of a device: exact times, versions, the IP address. */
export function DeviceDetails({ session, name, organization, timeline }: Props) {
  const tTime = useTexts("time");
  const tDevice = useTexts("device");
  const { isOpen, ...details } = useOpenDetails();
  const now = useNow(30_000);
  return (
    <details className="group" {...details}>
      <summary className="pointer-events-auto ms-auto flex min-h-9 w-fit items-center gap-1 rounded text-sm text-muted hover:text-ink">
        <ChevronRight
          aria-hidden
          className="size-3.5 transition-transform group-open:rotate-90 rtl:-scale-x-100"
        />
        <span>
          Details<span className="sr-only"> of {name}</span>
        </span>
      </summary>
      <dl className="pointer-events-auto mt-3 grid gap-x-8 gap-y-2.5 text-sm sm:grid-cols-2">
        <Fact name="Kind">{session.impersonator ? "Administrator" : deviceKind(session, tDevice)}</Fact>
        <Fact name="Browser">{browserWithVersion(session)}</Fact>
        <Fact name="System">{systemWithVersion(session)}</Fact>
        <Fact name="IP address at sign-in">
          {session.ipAddress && <bdi className="font-mono text-[0.8125rem]">{session.ipAddress}</bdi>}
        </Fact>
        <Fact name="Organization">{organization && <bdi>{organization}</bdi>}</Fact>
        <Fact name="Signed in">
          <ExactTime at={session.createdAt} />
        </Fact>
        <Fact name="Last active">
          <ExactTime at={session.lastActiveAt} />
        </Fact>
        <Fact name="Expiry">{endInWords(session, now, tTime)}</Fact>
        <Fact name="Remember me">{session.rememberMe ? "On" : "Off"}</Fact>
        <Fact name="Protection" wide>
          {session.binding &&
            "Bound to this device: it can only be renewed with a key that never leaves this browser, so a copied cookie is not enough."}
        </Fact>
        {timeline && (
          <Fact name="Token refreshes" wide>
            {isOpen && timeline()}
          </Fact>
        )}
        <Fact name="User agent" wide>
          {session.userAgent && <bdi className="font-mono text-[0.8125rem]">{session.userAgent}</bdi>}
        </Fact>
      </dl>
    </details>
  );
}

/** A labelled value. A value that is not known is left out, with its label. */
function Fact({ name, wide, children }: { name: string; wide?: boolean; children: ReactNode }) {
  if (!children) return null;
  return (
    <div className={wide ? "sm:col-span-2" : ""}>
      <dt className="text-muted">{name}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </div>
  );
}
