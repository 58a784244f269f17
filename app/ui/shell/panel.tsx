import type { ReactNode } from "react";

interface Props {
  title?: string;
  hint?: ReactNode;
  aside?: ReactNode;
  /** Gives the most important panel of a page an accent border. */
  accented?: boolean;
  children: ReactNode;
}

/** A titled section of a page on a raised surface. `hint` stands below the title, `aside` at the end of its line. */
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
      <div className={`rounded-2xl border bg-raised ${accented ? "border-brand" : "border-line"}`}>
        {children}
      </div>
    </section>
  );
}
