"use client";

import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { activitySentence, isAboutDevice, isSecurityAlert, isSignIn } from "@/app/ui/format/activity";
import { groupByDay } from "@/app/ui/format/days";
import { recordedDevice } from "@/app/ui/format/device";
import { describeSessionEnd } from "@/app/ui/format/session-end";
import { ReportLink } from "@/app/ui/security/report-link";
import { InlineList } from "@/app/ui/shell/inline-list";
import { Panel } from "@/app/ui/shell/panel";
import { useLocale } from "@/app/ui/time/locale";
import type { ActivityEntryView } from "@/lib/session/account/activity-contract";
import { dateFormat } from "@/lib/texts/formats";
import { ActivityIcon } from "./activity-icon";

interface Props {
  entries: readonly ActivityEntryView[];
  /** The names of the known devices, by session id. */
  names: Readonly<Record<string, string>>;
  currentSessionId: string;
}

/** The audit events as sentences, grouped by day in the reader's time zone. */
export function ActivityList({ entries, names, currentSessionId }: Props) {
  const t = useTexts("activity");
  const { locale, timeZone } = useLocale();
  const tSessionEnd = useTexts("sessionEnd");
  const tDevice = useTexts("device");
  if (entries.length === 0) {
    return (
      <Panel>
        <p className="px-5 py-8 text-center text-muted">{t.none}</p>
      </Panel>
    );
  }
  const time = dateFormat(locale, { timeStyle: "short", timeZone });
  return groupByDay(entries, locale, timeZone).map(([day, events]) => (
    <Panel key={day} title={day}>
      <ul className="divide-y divide-line">
        {events.map((entry) => (
          <li key={entry.id} className="flex gap-4 px-4 py-3.5 sm:px-5">
            <ActivityIcon event={entry.event} alarming={isSecurityAlert(entry)} />
            <div className="flex min-w-0 grow flex-wrap justify-between gap-x-6">
              <div className="min-w-0 max-w-xl">
                <p className="leading-6">
                  <span>{activitySentence(entry, t)}</span>
                  <Subject name={isAboutDevice(entry) && names[entry.sessionId ?? ""]} />
                </p>
                {entry.reason && (
                  <p className="text-sm leading-6 text-muted">
                    {/* The time stands beside the sentence. */}
                    {describeSessionEnd(
                      {
                        reason: entry.reason,
                        from: entry.device && recordedDevice(entry.device, tDevice),
                        when: null,
                        // Administrators end a session themselves only where they act as the user.
                        isImpersonated: entry.byOther,
                      },
                      tSessionEnd,
                    )}
                  </p>
                )}
                <Origin entry={entry} isHere={entry.sessionId === currentSessionId}>
                  {isSignIn(entry) && entry.sessionId && names[entry.sessionId] && (
                    <ReportLink sessionId={entry.sessionId} name={names[entry.sessionId] ?? ""} />
                  )}
                </Origin>
              </div>
              <time dateTime={entry.at} className="text-sm leading-6 text-muted tabular-nums">
                {time.format(Date.parse(entry.at))}
              </time>
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  ));
}

/** The device an event is about. The device the event came from is in the line below. */
function Subject({ name }: { name: string | false | undefined }) {
  if (!name) return null;
  return (
    <>
      {": "}
      <bdi className="wrap-anywhere">{name}</bdi>
    </>
  );
}

interface OriginProps {
  entry: ActivityEntryView;
  isHere: boolean;
  /** Stands last in the line, unless the event came from this device. */
  children: ReactNode;
}

function Origin({ entry: { device, ipAddress }, isHere, children }: OriginProps) {
  const t = useTexts("activity");
  const tDevice = useTexts("device");
  if (!device && !ipAddress) return null;
  return (
    <InlineList>
      {(device || isHere) && (
        <>
          {device && <bdi className="wrap-anywhere">{recordedDevice(device, tDevice)}</bdi>}
          {isHere && <span> {t.thisDevice}</span>}
        </>
      )}
      {ipAddress && <bdi className="font-mono text-[0.8125rem] wrap-anywhere">{ipAddress}</bdi>}
      {!isHere && children}
    </InlineList>
  );
}
