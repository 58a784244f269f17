import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";

interface Props {
  isOffline: boolean;
  /** Why the list could not be loaded again, in words. */
  failure: string | null;
  isRetrying: boolean;
  onRetry: () => void;
}

/** Says when the list below is not the latest; it stays where it is, because an old list beats an empty one. */
export function DevicesNotice({ isOffline, failure, isRetrying, onRetry }: Props) {
  if (isOffline) {
    return (
      <Notice tone="info" role="status" className="mb-8">
        You are offline. This is the list as it was; devices can be signed out once you are back.
      </Notice>
    );
  }
  if (!failure) return null;
  return (
    <Notice tone="danger" role="alert" className="mb-8 items-center">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="min-w-0 grow basis-60">This list may be out of date. {failure}</p>
        <Button look="quiet" size="small" aria-disabled={isRetrying} onClick={onRetry}>
          {isRetrying ? "Loading…" : "Load again"}
        </Button>
      </div>
    </Notice>
  );
}
