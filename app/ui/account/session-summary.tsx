"use client";

import { deviceIdentity, placeName } from "@/app/ui/format/device";
import { RelativeTime } from "@/app/ui/time/relative-time";
import type { SessionView } from "@/lib/session/contract";

/** This session, told in a sentence or two. */
export function SessionSummary({ session }: { session: SessionView }) {
  const place = placeName(session);
  return (
    <p className="max-w-2xl p-5 leading-relaxed sm:p-6">
      You signed in <RelativeTime at={session.createdAt} /> with {deviceIdentity(session)}
      {place && <>, from {place === "Local network" ? "your local network" : place}</>}.{" "}
      {session.rememberMe
        ? "You asked to be remembered, so closing the browser does not sign you out."
        : "You did not ask to be remembered, so this ends when you close the browser."}{" "}
      While you work it renews itself; there is nothing you have to do.
    </p>
  );
}
