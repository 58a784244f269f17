"use client";

import { SessionClock } from "@/app/ui/account/session-clock";
import { SessionStory } from "@/app/ui/account/session-summary";
import { idleSeconds } from "@/app/ui/format/lifetime";
import { Panel } from "@/app/ui/shell/panel";
import { useSession } from "@/lib/client/react/use-auth";
import type { SessionView } from "@/lib/session/contract";

/** @param served the session as the server saw it; the browser's own view follows presence from then on */
export function ThisSession({ served }: { served: SessionView }) {
  const session = useSession().session ?? served;
  return (
    <Panel title="This session">
      <SessionStory session={session} />
      <div className="border-t border-line">
        {/* How long the idle limit is does not change; what the browser learns is only when it is reached. */}
        <SessionClock session={session} idleLimit={idleSeconds(served)} />
      </div>
    </Panel>
  );
}
