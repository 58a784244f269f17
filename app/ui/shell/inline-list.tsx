import type { ReactNode } from "react";

interface Props {
  children: ReactNode[];
  /** From a tablet on they stand one below the other, at the end of their line. */
  stacked?: boolean;
}

/**
 * Facts in small print, a dot between those that are there. Wherever the line breaks, no dot is at either end: each
 * fact brings the one before it, and that of the first in a line is cut off.
 */
export function InlineList({ children, stacked = false }: Props) {
  const facts = children.filter(Boolean);
  return (
    <div className="overflow-x-clip text-sm leading-6 text-muted">
      <p className={`-ms-3 flex flex-wrap ${stacked ? "sm:flex-col sm:text-end" : ""}`}>
        {facts.map((fact, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the facts of a line keep their order.
          <span key={index} className="relative min-w-0 ps-3">
            {index > 0 && (
              <span aria-hidden className="absolute start-1">
                ·
              </span>
            )}
            <bdi>{fact}</bdi>
          </span>
        ))}
      </p>
    </div>
  );
}
