"use client";

import { SessionClock } from "@/app/ui/account/session-clock";
import { SessionSummary } from "@/app/ui/account/session-summary";
import { idleSeconds } from "@/app/ui/format/lifetime";
import { Panel } from "@/app/ui/shell/panel";
import { useSession } from "@/lib/client/react/use-session";
import type { SessionView } from "@/lib/session/contract";

/** @param served the session as the server saw it; the browser's own view follows presence from then on */
export function ThisSession({ initial }: { initial: SessionView }) {
  const session = useSession().session ?? initial;
  return (
    <Panel title="This session">
      <SessionSummary session={session} />
      <div className="border-t border-line">
        {/* How long the idle limit is does not change; what the browser learns is only when it is reached. */}
        <SessionClock session={session} idleLimit={idleSeconds(initial)} />
      </div>
    </Panel>
  );
}
