import { useTexts } from "#texts";

/**
 * Says that the server is unreachable. It stands at the lower edge; on a phone with an open dialog, whose buttons are
 * there, at the upper edge.
 */
export function ConnectionNotice({ isReconnecting }: { isReconnecting: boolean }) {
  const t = useTexts("connection");
  return (
    <div
      role="status"
      data-over-blank=""
      className="pointer-events-none fixed inset-x-4 z-40 flex max-sm:bottom-[calc(1rem+var(--lower-edge,0px))] max-sm:in-[body:has(>[data-dialog])]:top-4 max-sm:in-[body:has(>[data-dialog])]:bottom-auto sm:inset-x-6 sm:bottom-[calc(1.5rem+var(--lower-edge,0px))]"
    >
      {isReconnecting && (
        <p className="flex items-center gap-2.5 rounded-full border border-line bg-raised py-2 ps-3.5 pe-4 text-sm shadow-float">
          <span aria-hidden className="size-2 shrink-0 animate-pulse rounded-full bg-accent" />
          {t.reconnecting}
        </p>
      )}
    </div>
  );
}
