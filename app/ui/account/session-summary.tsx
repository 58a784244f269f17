"use client";

import { useTexts } from "#texts";
import { deviceIdentity, placeName } from "@/app/ui/format/device";
import { RelativeTime } from "@/app/ui/time/relative-time";
import type { SessionView } from "@/lib/session/contract";

/** This session in two sentences: when, on what and from where it began, and whether it is remembered. */
export function SessionSummary({ session }: { session: SessionView }) {
  const t = useTexts("dashboard").summary;
  const tDevice = useTexts("device");
  const when = <RelativeTime at={session.createdAt} />;
  const device = deviceIdentity(session, tDevice);
  const place = placeName(session, tDevice);
  if (session.impersonator) {
    const name = <bdi className="wrap-anywhere">{session.impersonator.name}</bdi>;
    return <p className="max-w-2xl p-5 leading-relaxed sm:p-6">{t.acting({ name, when })}</p>;
  }
  return (
    <p className="max-w-2xl p-5 leading-relaxed sm:p-6">
      {began()} <span>{session.rememberMe ? t.remembered : t.notRemembered}</span>
    </p>
  );

  function began() {
    if (!place) return <span>{t.signedIn({ when, device })}</span>;
    if (place === tDevice.localNetwork) return <span>{t.signedInLocally({ when, device })}</span>;
    return <span>{t.signedInFrom({ when, device, place })}</span>;
  }
}
