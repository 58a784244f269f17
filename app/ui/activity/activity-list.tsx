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
  /** The ids of the entries that came from this session. */
  fromHere: readonly string[];
}

/** The audit events as sentences, grouped by day in the reader's time zone. */
export function ActivityList({ entries, names, fromHere }: Props) {
  const t = useTexts("activity");
  const { locale, timeZone } = useLocale();
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
          <Entry key={entry.id} entry={entry} names={names} isHere={fromHere.includes(entry.id)}>
            {time.format(Date.parse(entry.at))}
          </Entry>
        ))}
      </ul>
    </Panel>
  ));
}

interface EntryProps extends Pick<Props, "names"> {
  entry: ActivityEntryView;
  /** It came from this session. */
  isHere: boolean;
  /** Its time of day. */
  children: ReactNode;
}

function Entry({ entry, names, isHere, children }: EntryProps) {
  const t = useTexts("activity");
  const tSessionEnd = useTexts("sessionEnd");
  const tDevice = useTexts("device");
  const device = entry.device && recordedDevice(entry.device, tDevice);
  const from = device && isHere ? `${device} ${t.thisDevice}` : device;
  // The time stands beside the sentence.
  const end =
    entry.reason &&
    describeSessionEnd(
      {
        reason: entry.reason,
        from,
        when: null,
        // Administrators end a session themselves only where they act as the user.
        isImpersonated: entry.byOther,
      },
      tSessionEnd,
    );
  const isNamed = Boolean(end && from && end.includes(from));
  const { [entry.sessionId ?? ""]: name } = names;
  return (
    <li className="flex gap-4 px-4 py-3.5 sm:px-5">
      <ActivityIcon event={entry.event} alarming={isSecurityAlert(entry)} />
      <div className="flex min-w-0 grow flex-col justify-between gap-x-6 sm:flex-row">
        <div className="min-w-0 max-w-xl">
          <p className="leading-6">
            <span>{activitySentence(entry, t)}</span>
            <Subject name={isAboutDevice(entry) && name} />
          </p>
          {end && <p className="text-sm leading-6 wrap-anywhere text-muted">{end}</p>}
          <Origin device={isNamed ? null : device} ipAddress={entry.ipAddress} isHere={isHere && !isNamed}>
            {isSignIn(entry) && !isHere && entry.sessionId && name && (
              <ReportLink sessionId={entry.sessionId} name={name} />
            )}
          </Origin>
        </div>
        <time dateTime={entry.at} className="shrink-0 text-sm leading-6 text-muted tabular-nums">
          {children}
        </time>
      </div>
    </li>
  );
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
  /** In the words of the page; null where the sentence above names it. */
  device: string | null;
  ipAddress: string | null;
  isHere: boolean;
  /** Stands last in the line. */
  children: ReactNode;
}

function Origin({ device, ipAddress, isHere, children }: OriginProps) {
  const t = useTexts("activity");
  if (!device && !ipAddress) return null;
  return (
    <InlineList>
      {(device || isHere) && (
        <>
          {device && <bdi className="wrap-anywhere">{device}</bdi>}
          {isHere && <span> {t.thisDevice}</span>}
        </>
      )}
      {ipAddress && <bdi className="font-mono text-[0.8125rem] wrap-anywhere">{ipAddress}</bdi>}
      {children}
    </InlineList>
  );
}
