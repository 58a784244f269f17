"use client";

import { useTexts } from "#texts";
import { deviceIdentity, placeName } from "@/app/ui/format/device";
import { InlineList } from "@/app/ui/shell/inline-list";
import type { SessionView } from "@/lib/session/contract";
import { LastActive } from "./last-active";

interface Props {
  session: SessionView;
  /** The session may have changed since it was loaded. */
  isOutdated?: boolean;
}

/** The facts of a device in one line of small print: activity and place. */
export function DeviceMeta({ session, isOutdated }: Props) {
  const t = useTexts("devices");
  const tDevice = useTexts("device");
  return (
    <InlineList>
      {session.label && deviceIdentity(session, tDevice)}
      {session.impersonator && t.lookingAsUser}
      <LastActive session={session} isOutdated={isOutdated} />
      {placeName(session, tDevice)}
    </InlineList>
  );
}
