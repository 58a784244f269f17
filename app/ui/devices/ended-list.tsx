"use client";

import { ChevronRight } from "lucide";
import { useTexts } from "#texts";
import { deviceIdentity, deviceName, placeName } from "@/app/ui/format/device";
import { InlineList } from "@/app/ui/shell/inline-list";
import { Panel } from "@/app/ui/shell/panel";
import { SvgIcon } from "@/app/ui/svg-icon";
import { RelativeTime } from "@/app/ui/time/relative-time";
import { SessionEndSentence } from "@/app/ui/time/session-end-text";
import type { EndedSessionView } from "@/lib/session/contract";
import { DeviceBadge } from "./device-badge";
import { DeviceIcon } from "./device-icon";
import { TimelineLoader } from "./timeline-loader";
import { useOpenDetails } from "./use-open-details";

const MAX_SHOWN = 8;

interface Props {
  sessions: readonly EndedSessionView[];
  /** The name of each session by its id. */
  names: ReadonlyMap<string, string>;
}

/** The ended sessions: why each ended, who ended it, when, from where, and how its token was refreshed. */
export function EndedList({ sessions, names }: Props) {
  const t = useTexts("devices");
  if (sessions.length === 0) return null;
  const rest = sessions.slice(MAX_SHOWN);
  return (
    <Panel title={t.recentlySignedOut}>
      <Rows sessions={sessions.slice(0, MAX_SHOWN)} names={names} />
      {rest.length > 0 && (
        <details className="group border-t border-line">
          <summary className="flex items-center gap-1 rounded-b-2xl px-5 py-3.5 text-sm text-muted hover:text-ink group-open:hidden">
            <SvgIcon icon={ChevronRight} className="size-3.5 rtl:-scale-x-100" />
            {t.showMore({ count: rest.length })}
          </summary>
          <Rows sessions={rest} names={names} />
        </details>
      )}
    </Panel>
  );
}

function Rows({ sessions, names }: Props) {
  const tDevice = useTexts("device");
  const nameOf = (session: EndedSessionView) => names.get(session.id) ?? deviceName(session, tDevice);
  return (
    <ul className="divide-y divide-line">
      {sessions.map((session) => (
        <li key={session.id} className="flex gap-4 px-4 py-4 sm:px-5">
          <DeviceIcon session={session} />
          <div className="grid min-w-0 grow sm:grid-cols-[1fr_auto] sm:gap-x-6">
            <div className="min-w-0">
              <h3 className="flex flex-wrap items-center gap-x-2 leading-6">
                <bdi className="wrap-anywhere">{nameOf(session)}</bdi>
                {session.impersonator && <DeviceBadge session={session} />}
              </h3>
              <InlineList>
                {session.label && deviceIdentity(session, tDevice)}
                <SessionEndSentence
                  end={{
                    reason: session.endedReason,
                    from: session.endedFrom,
                    at: session.endedAt,
                    isImpersonated: session.impersonator !== null,
                  }}
                />
              </InlineList>
            </div>
            <InlineList stacked>
              <span className="whitespace-nowrap">
                <RelativeTime at={session.endedAt} />
              </span>
              {placeName(session, tDevice)}
            </InlineList>
            <EndedTimeline id={session.id} name={nameOf(session)} />
          </div>
        </li>
      ))}
    </ul>
  );
}

/** The timeline of an ended session, loaded when it is unfolded. It marks the token reuse that ended the session. */
function EndedTimeline({ id, name }: { id: string; name: string }) {
  const t = useTexts("devices");
  const { isOpen, ...details } = useOpenDetails();
  return (
    <details className="group mt-1 min-w-0 sm:col-span-2" {...details}>
      <summary className="inline-flex items-center gap-1 rounded text-sm text-muted hover:text-ink">
        <SvgIcon
          icon={ChevronRight}
          className="size-3.5 transition-transform group-open:rotate-90 rtl:-scale-x-100"
        />
        <span>
          {t.timeline.name}
          <span className="sr-only"> {t.ofDevice({ name })}</span>
        </span>
      </summary>
      <div className="mt-2 text-sm">{isOpen && <TimelineLoader sessionId={id} name={name} />}</div>
    </details>
  );
}
