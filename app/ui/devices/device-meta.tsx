"use client";

import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { deviceIdentity, placeName } from "@/app/ui/format/device";
import { InlineList } from "@/app/ui/shell/inline-list";
import type { SessionView } from "@/lib/session/contract";
import { LastActive } from "./last-active";

interface Props {
  session: SessionView;
  /** Stands last in the line. */
  children?: ReactNode;
}

/** The facts of a device in one line of small print: activity and place. */
export function DeviceMeta({ session, children }: Props) {
  const t = useTexts("devices");
  const tDevice = useTexts("device");
  return (
    <InlineList>
      {session.label && deviceIdentity(session, tDevice)}
      {session.impersonator && t.lookingAsUser}
      <LastActive session={session} />
      {placeName(session, tDevice)}
      {children}
    </InlineList>
  );
}
