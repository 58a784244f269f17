import Link from "next/link";
import { useTexts } from "#texts";
import { recordedDevice } from "@/app/ui/format/device";
import { InlineList } from "@/app/ui/shell/inline-list";
import { Panel } from "@/app/ui/shell/panel";
import { ExactTime } from "@/app/ui/time/relative-time";
import type { AuditEntryView } from "@/lib/session/admin/admin-contract";
import { userPath } from "@/lib/session/page-paths";

/** Entries of the audit log: the account, what happened to it, who did it, from where, and why. */
export function AuditList({ entries }: { entries: readonly AuditEntryView[] }) {
  const t = useTexts("admin").audit;
  const tDevice = useTexts("device");
  return (
    <Panel>
      {entries.length === 0 && <p className="px-5 py-8 text-center text-muted">{t.noMatch}</p>}
      <ul className="divide-y divide-line">
        {entries.map((entry) => (
          <li key={entry.id} className="flex flex-wrap justify-between gap-x-6 gap-y-1 px-5 py-3.5 sm:px-6">
            <div className="min-w-0 grow basis-60">
              <p className="wrap-anywhere">
                <Event entry={entry} />
              </p>
              <InlineList>
                {entry.actor && entry.actor.id !== entry.user?.id && (
                  <span>{t.by({ account: <Account {...entry.actor} /> })}</span>
                )}
                {entry.reason && <span>{t.reason[entry.reason]}</span>}
                {entry.device && <bdi className="wrap-anywhere">{recordedDevice(entry.device, tDevice)}</bdi>}
                {entry.ipAddress && (
                  <bdi className="font-mono text-[0.8125rem] wrap-anywhere">{entry.ipAddress}</bdi>
                )}
              </InlineList>
              {Object.entries(entry.details ?? {}).map(([name, value]) => (
                <p key={name} className="text-sm wrap-anywhere text-muted">
                  {name}: <bdi>{value}</bdi>
                </p>
              ))}
            </div>
            <p className="text-sm leading-6 text-muted">
              <ExactTime at={entry.at} />
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Event({ entry: { event, user } }: { entry: AuditEntryView }) {
  const t = useTexts("admin").audit;
  const name = <span className="font-medium">{t.eventName[event]}</span>;
  return user ? t.eventOf({ event: name, account: <Account {...user} /> }) : name;
}

function Account({ id, name }: { id: string; name: string | null }) {
  const t = useTexts("admin").audit;
  if (name === null) return <span>{t.deletedAccount}</span>;
  return (
    <Link href={userPath(id)} prefetch={false} className="link">
      <bdi>{name}</bdi>
    </Link>
  );
}
