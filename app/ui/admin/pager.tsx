import Link from "next/link";
import { buttonClass } from "@/app/ui/button";

interface Props {
  page: number;
  pages: number;
  query: string;
}

/** The way through a long list; nothing where there is only one page. */
export function Pager({ page, pages, query }: Props) {
  if (pages <= 1 && page === 1) return null;
  const to = (target: number) =>
    `/admin?${new URLSearchParams({ ...(query && { query }), page: String(target) })}`;
  const look = buttonClass({ variant: "quiet", size: "small" });
  return (
    <nav aria-label="Pages" className="mt-6 flex items-center justify-between gap-4">
      {page > 1 ? (
        <Link href={to(Math.min(page - 1, Math.max(pages, 1)))} prefetch={false} rel="prev" className={look}>
          Previous
        </Link>
      ) : (
        <span />
      )}
      <p className="text-sm text-muted tabular-nums">
        Page {page} of {Math.max(pages, 1)}
      </p>
      {page < pages ? (
        <Link href={to(page + 1)} prefetch={false} rel="next" className={look}>
          Next
        </Link>
      ) : (
        <span />
      )}
    </nav>
  );
}
