import Link from "next/link";
import { buttonClass } from "@/app/ui/button";

interface Props {
  page: number;
  pages: number;
  query: string;
}

/** Links to the previous and the next page of a list. A list of one page has none. */
export function Pager({ page, pages, query }: Props) {
  if (pages <= 1 && page === 1) return null;
  const to = (target: number) =>
    `/admin?${new URLSearchParams({ ...(query && { query }), page: String(target) })}`;
  const linkClass = buttonClass({ variant: "quiet", size: "small" });
  return (
    <nav aria-label="Pages" className="mt-6 flex items-center justify-between gap-4">
      {page > 1 ? (
        <Link
          href={to(Math.min(page - 1, Math.max(pages, 1)))}
          prefetch={false}
          rel="prev"
          className={linkClass}
        >
          Previous
        </Link>
      ) : (
        <span />
      )}
      <p className="text-sm text-muted tabular-nums">
        Page {page} of {Math.max(pages, 1)}
      </p>
      {page < pages ? (
        <Link href={to(page + 1)} prefetch={false} rel="next" className={linkClass}>
          Next
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
