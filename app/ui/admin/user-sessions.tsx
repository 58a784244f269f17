"use client";

import { DeviceSummary } from "@/app/ui/devices/device-summary";
import { deviceIdentity, distinctNames } from "@/app/ui/format/device";
import { Panel } from "@/app/ui/shell/panel";
import type { SessionView } from "@/lib/session/contract";

/** The devices another user is signed in on. The page's header has the button that signs them all out. */
export function UserSessions({ sessions }: { sessions: readonly SessionView[] }) {
  const names = distinctNames(sessions);
  return (
    <Panel title="Devices">
      {sessions.length === 0 && (
        <p className="px-5 py-8 text-center text-muted">Not signed in on any device.</p>
      )}
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id}>
            <DeviceSummary session={session} name={names.get(session.id) ?? deviceIdentity(session)} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
