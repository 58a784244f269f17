"use client";

import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { useCurrentError } from "@/app/ui/feedback/use-current-error";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";
import { useApiData } from "@/lib/client/react/use-api-data";
import type { TimelineView } from "@/lib/session/contract";
import { RotationTimeline } from "./rotation-timeline";

interface Props {
  sessionId: string;
  /** The name of its device. */
  name: string;
}

/** Loads the timeline of one session when it is rendered. */
export function TimelineLoader({ sessionId, name }: Props) {
  const t = useTexts("devices");
  const tErrors = useTexts("errors");
  const tForm = useTexts("form");
  const path = `/api/sessions/${encodeURIComponent(sessionId)}/timeline`;
  const { data: timeline, error, isLoading, reload } = useApiData<TimelineView>(path);
  const currentError = useCurrentError(error && toFormError(error));

  if (timeline) return <RotationTimeline timeline={timeline} />;
  // As high as the chart, so that nothing moves when it arrives.
  return (
    <div className="min-h-24 content-center">
      {currentError ? (
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p className="min-w-0 grow basis-60 text-muted">
            {t.timeline.couldNotLoad({ reason: errorMessage(currentError, tErrors) })}
          </p>
          <Button
            variant="quiet"
            size="small"
            aria-disabled={isLoading}
            onClick={() => isLoading || void reload()}
          >
            <span>{isLoading ? tForm.loading : tForm.tryAgain}</span>
            <span className="sr-only"> {t.timeline.toLoad({ name })}</span>
          </Button>
        </div>
      ) : (
        <p className="text-muted">{tForm.loading}</p>
      )}
    </div>
  );
}
