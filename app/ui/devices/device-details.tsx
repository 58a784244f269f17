"use client";

import { ChevronRight } from "lucide";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { browserWithVersion, systemWithVersion } from "@/app/ui/format/device";
import { deviceKind } from "@/app/ui/format/device-kind";
import { endInWords } from "@/app/ui/format/lifetime";
import { SvgIcon } from "@/app/ui/svg-icon";
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

/**
 * The folded details of a device: exact times, versions, the IP address. In a `DeviceLayout`, the summary and the content
 * are items of the row; in a browser that cannot lay out the content by itself, both have a line of their own.
 */
export function DeviceDetails({ session, name, organization, timeline }: Props) {
  const t = useTexts("devices");
  const tTime = useTexts("time");
  const tDevice = useTexts("device");
  const { isOpen, ...details } = useOpenDetails();
  const now = useNow(30_000);
  return (
    <details
      className="group basis-full details-content:basis-full supports-[selector(::details-content)]:contents"
      {...details}
    >
      <summary className="ms-auto flex min-h-9 w-fit items-center gap-1 rounded text-sm text-muted hover:text-ink">
        <SvgIcon
          icon={ChevronRight}
          className="size-3.5 transition-transform group-open:rotate-90 rtl:-scale-x-100"
        />
        <span>
          {t.details}
          <span className="sr-only"> {t.ofDevice({ name })}</span>
        </span>
      </summary>
      <dl className="mt-1 mb-2 grid gap-x-8 gap-y-2.5 border-t border-line pt-4 text-sm sm:grid-cols-2 @min-[34rem]:ms-15">
        <Fact name={t.fact.kind}>
          {session.impersonator ? tDevice.mark.administrator : deviceKind(session, tDevice)}
        </Fact>
        <Fact name={t.fact.browser}>{browserWithVersion(session)}</Fact>
        <Fact name={t.fact.system}>{systemWithVersion(session)}</Fact>
        <Fact name={t.fact.ipAddress}>
          {session.ipAddress && <bdi className="font-mono text-[0.8125rem]">{session.ipAddress}</bdi>}
        </Fact>
        <Fact name={t.fact.organization}>{organization && <bdi>{organization}</bdi>}</Fact>
        <Fact name={t.fact.signedIn}>
          <ExactTime at={session.createdAt} />
        </Fact>
        <Fact name={t.fact.lastActive}>
          <ExactTime at={session.lastActiveAt} />
        </Fact>
        <Fact name={t.fact.expiry}>{endInWords(session, now, tTime)}</Fact>
        <Fact name={t.fact.rememberMe}>{session.rememberMe ? t.on : t.off}</Fact>
        <Fact name={t.fact.protection} wide>
          {session.binding && t.bound}
        </Fact>
        {timeline && (
          <Fact name={t.fact.tokenRefreshes} wide>
            {isOpen && timeline()}
          </Fact>
        )}
        <Fact name={t.fact.userAgent} wide>
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
