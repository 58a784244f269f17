"use client";

import { useTexts } from "#texts";
import { deviceMark } from "@/app/ui/format/device-mark";
import { useNow } from "@/app/ui/time/now";
import type { SessionView } from "@/lib/session/contract";

/**
 * Marks a device that deserves a second look: an administrator who acts as the user, unused for long, of an unknown kind,
 * or a program. Others have no badge.
 */
export function DeviceBadge({ session }: { session: SessionView }) {
  const tDevice = useTexts("device");
  const mark = deviceMark(session, useNow(60_000), tDevice);
  if (!mark) return null;
  return (
    <span className="-my-px inline-block shrink-0 rounded-full border border-transparent bg-danger-soft px-2 text-[0.8125rem] align-middle leading-5 font-medium text-danger">
      {mark}
    </span>
  );
}
