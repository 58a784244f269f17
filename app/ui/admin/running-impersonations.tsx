"use client";

import Link from "next/link";
import { Panel } from "@/app/ui/shell/panel";
import { RelativeTime } from "@/app/ui/time/relative-time";
import type { RunningImpersonationView } from "@/lib/session/admin-contract";
import { EndSession } from "./end-session";

/** Which administrators act as users now, why, and a button that ends each. */
export function RunningImpersonations({ running }: { running: readonly RunningImpersonationView[] }) {
  if (running.length === 0) return null;
  return (
    <Panel title="Acting as users now">
      <ul className="divide-y divide-line">
        {running.map(({ sessionId, administrator, user, reason, startedAt }) => (
          <li
            key={sessionId}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 px-5 py-3.5 sm:px-6"
          >
            <div className="min-w-0 grow basis-60">
              <p className="wrap-anywhere">
                <bdi className="font-medium">{administrator.name}</bdi> as{" "}
                <Link href={`/admin/users/${user.id}`} prefetch={false} className="link">
                  <bdi>{user.name}</bdi>
                </Link>
              </p>
              <p className="text-sm wrap-anywhere text-muted">
                Since <RelativeTime at={startedAt} />. Reason: <bdi>{reason}</bdi>
              </p>
            </div>
            <EndSession
              userId={user.id}
              sessionId={sessionId}
              name={`${administrator.name} as ${user.name}`}
              label="End"
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
