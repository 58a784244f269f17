import Link from "next/link";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import { buttonClass } from "@/app/ui/button";

interface Props {
  /** The addresses of the pages before and after this one; null where there is none. */
  previous: string | null;
  next: string | null;
  /** Which page this is. */
  children: ReactNode;
}

/** Links to the pages of a list before and after this one. */
export function PageLinks({ previous, next, children }: Props) {
  const t = useTexts("shell").pages;
  const linkClass = buttonClass({ variant: "quiet", size: "small" });
  return (
    <nav aria-label={t.name} className="mt-6 flex items-center justify-between gap-4">
      {previous === null ? (
        <span />
      ) : (
        <Link href={previous} prefetch={false} rel="prev" className={linkClass}>
          {t.previous}
        </Link>
      )}
      <p className="text-sm text-muted tabular-nums">{children}</p>
      {next === null ? (
        <span />
      ) : (
        <Link href={next} prefetch={false} rel="next" className={linkClass}>
          {t.next}
        </Link>
      )}
    </nav>
  );
}
