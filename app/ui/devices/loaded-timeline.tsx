"use client";

import { useEffect, useState } from "react";
import { type Refusal, refusalInWords, toRefusal } from "@/app/ui/words/refusal";
import { useAuthClient } from "@/lib/client/auth-provider";
import type { TimelineView } from "@/lib/session/contract";
import { RotationTimeline } from "./rotation-timeline";

/** The timeline of one session; asked for when it is first looked at. */
export function LoadedTimeline({ sessionId }: { sessionId: string }) {
  const { call } = useAuthClient();
  const [timeline, setTimeline] = useState<TimelineView | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);

  useEffect(() => {
    let isGone = false;
    call<TimelineView>(`/api/sessions/${encodeURIComponent(sessionId)}/timeline`, { method: "GET" }).then(
      (loaded) => isGone || setTimeline(loaded),
      (thrown) => isGone || setRefusal(toRefusal(thrown)),
    );
    return () => {
      isGone = true;
    };
  }, [call, sessionId]);

  if (timeline) return <RotationTimeline timeline={timeline} />;
  // As high as the picture, so that nothing moves when it comes.
  return (
    <p className="min-h-24 content-center text-muted">
      {refusal ? `This could not be loaded. ${refusalInWords(refusal)}` : "Loading…"}
    </p>
  );
}
