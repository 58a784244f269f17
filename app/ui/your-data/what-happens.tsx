import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { ExactTime } from "@/app/ui/time/relative-time";

/** What a deletion does, and when. @param deletionAt ISO 8601 */
export function WhatHappens({ deletionAt }: { deletionAt: string }) {
  const t = useTexts("yourData").remove;
  const date = <ExactTime at={deletionAt} dateOnly />;
  return (
    <dl className="grid gap-4 sm:grid-cols-[12rem_1fr] sm:gap-x-6">
      <Step when={t.atOnce}>{t.atOnceText}</Step>
      <Step when={t.until({ date })}>{t.untilText}</Step>
      <Step when={t.from({ date })}>{t.fromText}</Step>
      <Step when={t.stays}>{t.staysText}</Step>
    </dl>
  );
}

function Step({ when, children }: { when: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt className="font-medium">{when}</dt>
      <dd className="-mt-3 text-muted sm:mt-0">{children}</dd>
    </>
  );
}
