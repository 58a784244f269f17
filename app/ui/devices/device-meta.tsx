"use client";

import { deviceIdentity, placeName } from "@/app/ui/format/device";
import { InlineList } from "@/app/ui/shell/inline-list";
import type { SessionView } from "@/lib/session/contract";
import { LastActive } from "./last-active";

/** The facts of a device in one line of small print: activity and place. */
export function DeviceMeta({ session }: { session: SessionView }) {
  return (
    <InlineList>
      {session.label && deviceIdentity(session)}
      <LastActive session={session} />
      {placeName(session)}
    </InlineList>
  );
}
