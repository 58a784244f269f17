import Link from "next/link";
import { useTexts } from "#texts";
import { buttonClass } from "@/app/ui/button";

interface Props {
  isFirstPage: boolean;
  /** Where older entries begin; null on the last page. */
  nextCursor: string | null;
}

/** Links to the older entries and back to the newest ones. A list of one page has none. */
export function ActivityPager({ isFirstPage, nextCursor }: Props) {
  const t = useTexts("activity");
  const tPages = useTexts("shell").pages;
  if (isFirstPage && nextCursor === null) return null;
  const linkClass = buttonClass({ variant: "quiet", size: "small" });
  return (
    <nav aria-label={tPages.name} className="mt-6 flex items-center justify-between gap-4">
      {isFirstPage ? (
        <span />
      ) : (
        <Link href="/profile/activity" prefetch={false} className={linkClass}>
          {t.newest}
        </Link>
      )}
      {nextCursor !== null && (
        <Link
          href={`/profile/activity?cursor=${nextCursor}`}
          prefetch={false}
          rel="next"
          className={linkClass}
        >
          {t.older}
        </Link>
      )}
    </nav>
  );
}
