import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "./notice";

interface Props {
  isOffline: boolean;
  /** Why the list could not be loaded, in words. */
  failure: string | null;
  /** There is no older list to show. */
  isEmpty: boolean;
  isRetrying: boolean;
  onRetry: () => void;
  /** What can be done once the browser is online again. */
  later: string;
  /** Says that there is no list, and could not be. */
  missing: string;
}

/** Says that the list below may be out of date. The list stays, because an old list is more use than an empty one. */
export function ListNotice({ isOffline, failure, isEmpty, isRetrying, onRetry, later, missing }: Props) {
  const t = useTexts("form");
  if (isOffline) {
    return (
      <Notice tone="info" role="status" className="mb-8">
        <span>{t.offline}</span> <span>{!isEmpty && t.mayBeOutOfDate}</span> <span>{later}</span>
      </Notice>
    );
  }
  if (!failure) return null;
  return (
    <Notice tone="danger" role="alert" className="mb-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 grow basis-60">
          <span>{isEmpty ? missing : t.mayBeOutOfDate}</span> <span>{failure}</span>
        </p>
        <Button variant="quiet" size="small" aria-disabled={isRetrying} onClick={onRetry}>
          {isRetrying ? t.loading : t.tryAgain}
        </Button>
      </div>
    </Notice>
  );
}
