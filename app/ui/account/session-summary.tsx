"use client";

import { useTexts } from "#texts";
import { deviceIdentity, placeName } from "@/app/ui/format/device";
import { RelativeTime } from "@/app/ui/time/relative-time";
import type { SessionView } from "@/lib/session/contract";

/** This session in two sentences: when, on what and from where it began, and whether it is remembered. */
export function SessionSummary({ session }: { session: SessionView }) {
  const tDevice = useTexts("device");
  const place = placeName(session, tDevice);
  if (session.impersonator) {
    const name = <bdi className="wrap-anywhere">{session.impersonator.name}</bdi>;
    return (
      <p className="max-w-2xl p-5 leading-relaxed sm:p-6">
        {name} began to act as this user <RelativeTime at={session.createdAt} />. It ends when {name} signs
        out, at the latest.
      </p>
    );
  }
  return (
    <p className="max-w-2xl p-5 leading-relaxed sm:p-6">
      Signed in <RelativeTime at={session.createdAt} /> on {deviceIdentity(session, tDevice)}
      <span>{place && `, from ${place === "Local network" ? "your local network" : place}`}</span>.{" "}
      <span>
        {session.rememberMe
          ? "“Remember me” is on, so closing the browser won’t sign you out."
          : "“Remember me” is off, so you’re signed out when you close the browser."}
      </span>
    </p>
  );
}
