"use client";

import Link from "next/link";
import { useTexts } from "#texts";
import { Panel } from "@/app/ui/shell/panel";
import { RelativeTime } from "@/app/ui/time/relative-time";
import type { RunningImpersonationView } from "@/lib/session/admin/admin-contract";
import { userPath } from "@/lib/session/page-paths";
import { EndSession } from "./end-session";

/** Which administrators act as users now, why, and a button that ends each. */
export function RunningImpersonations({ running }: { running: readonly RunningImpersonationView[] }) {
  const t = useTexts("admin").impersonation;
  if (running.length === 0) return null;
  return (
    <Panel title={t.running}>
      <ul className="divide-y divide-line">
        {running.map(({ sessionId, administrator, user, reason, startedAt }) => (
          <li
            key={sessionId}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3.5 sm:px-6"
          >
            <div className="min-w-0 grow basis-60">
              <p className="wrap-anywhere">
                {t.asUser({
                  administrator: <bdi className="font-medium">{administrator.name}</bdi>,
                  user: (
                    <Link href={userPath(user.id)} prefetch={false} className="link">
                      <bdi>{user.name}</bdi>
                    </Link>
                  ),
                })}
              </p>
              <p className="text-sm wrap-anywhere text-muted">
                {t.sinceReason({ when: <RelativeTime at={startedAt} />, reason: <bdi>{reason}</bdi> })}
              </p>
            </div>
            <EndSession
              userId={user.id}
              sessionId={sessionId}
              name={t.asUser({ administrator: administrator.name, user: user.name })}
              act="end"
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
