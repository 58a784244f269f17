import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";

interface Props {
  isOffline: boolean;
  /** Why the list could not be loaded, in words. */
  failure: string | null;
  /** There is no older list to show. */
  isEmpty: boolean;
  isRetrying: boolean;
  onRetry: () => void;
}

/** Says that the list below may be out of date. The list stays, because an old list is more use than an empty one. */
export function DevicesNotice({ isOffline, failure, isEmpty, isRetrying, onRetry }: Props) {
  if (isOffline) {
    return (
      <Notice tone="info" role="status" className="mb-8">
        <span>You’re offline.</span> <span>{!isEmpty && "This list may be out of date."}</span>{" "}
        <span>You can sign devices out when you’re back online.</span>
      </Notice>
    );
  }
  if (!failure) return null;
  return (
    <Notice tone="danger" role="alert" className="mb-8">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 grow basis-60">
          <span>{isEmpty ? "Your devices couldn’t be loaded." : "This list may be out of date."}</span>{" "}
          <span>{failure}</span>
        </p>
        <Button variant="quiet" size="small" aria-disabled={isRetrying} onClick={onRetry}>
          {isRetrying ? "Loading…" : "Try again"}
        </Button>
      </div>
    </Notice>
  );
}
