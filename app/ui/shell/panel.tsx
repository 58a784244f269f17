import type { ReactNode } from "react";

interface Props {
  title?: string;
  hint?: ReactNode;
  aside?: ReactNode;
  /** Marks the one surface of a page that matters most. */
  accented?: boolean;
  children: ReactNode;
}

/** A titled part of a page; its content stands on one raised surface. */
export function Panel({ title, hint, aside, accented, children }: Props) {
  return (
    <section className="mt-10 first-of-type:mt-0">
      {title && (
        <div className="mb-3 flex min-h-7 flex-wrap items-center justify-between gap-x-4 gap-y-1">
          <h2 className="text-heading">{title}</h2>
          {aside}
          {hint && <p className="w-full text-sm text-muted">{hint}</p>}
        </div>
      )}
      <div className={`rounded-2xl border bg-raised ${accented ? "border-accent" : "border-line"}`}>
        {children}
      </div>
    </section>
  );
}
