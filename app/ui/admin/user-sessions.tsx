"use client";

import { useTexts } from "#texts";
import { DeviceSummary } from "@/app/ui/devices/device-summary";
import { deviceIdentity, distinctNames } from "@/app/ui/format/device";
import { Panel } from "@/app/ui/shell/panel";
import type { SessionView } from "@/lib/session/contract";
import { EndSession } from "./end-session";

/** The devices another user is signed in on. Each has a button that ends it; the page's header has one for all. */
export function UserSessions({ userId, sessions }: { userId: string; sessions: readonly SessionView[] }) {
  const t = useTexts("admin").user;
  const tDevice = useTexts("device");
  const names = distinctNames(sessions, tDevice);
  const nameOf = (session: SessionView) => names.get(session.id) ?? deviceIdentity(session, tDevice);
  return (
    <Panel title={t.devices}>
      {sessions.length === 0 && <p className="px-5 py-8 text-center text-muted">{t.noDevices}</p>}
      <ul className="divide-y divide-line">
        {sessions.map((session) => (
          <li key={session.id}>
            <DeviceSummary
              session={session}
              name={nameOf(session)}
              actions={
                <EndSession userId={userId} sessionId={session.id} name={nameOf(session)} act="signOut" />
              }
            />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
