"use client";

import { useTexts } from "#texts";
import { SessionClock } from "@/app/ui/account/session-clock";
import { SessionSummary } from "@/app/ui/account/session-summary";
import { Panel } from "@/app/ui/shell/panel";
import { useAuthState } from "@/lib/client/react/auth-provider";
import { useSessionRevalidation } from "@/lib/client/react/use-session-revalidation";
import type { SessionView } from "@/lib/session/contract";

/**
 * This session with its running limits, which the client looks up while the page is visible.
 *
 * @param props.initial the session the server rendered; the client keeps it current
 */
export function ThisSession({ initial }: { initial: SessionView }) {
  const t = useTexts("dashboard");
  useSessionRevalidation();
  const session = useAuthState().session ?? initial;
  return (
    <Panel title={t.thisSession}>
      <SessionSummary session={session} />
      <div className="border-t border-line">
        <SessionClock session={session} />
      </div>
    </Panel>
  );
}
