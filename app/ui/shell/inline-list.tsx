import type { ReactNode } from "react";

interface Props {
  children: ReactNode[];
  /** On wide screens the facts stand in a column, aligned to its end. */
  stacked?: boolean;
}

/**
 * A line of facts in small print with a dot between them; false and null are left out. A line that wraps has no dot at
 * either end: each fact brings the dot before it, and the edge cuts off the dot of the first fact in a line.
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
            <bdi className="wrap-anywhere">{fact}</bdi>
          </span>
        ))}
      </p>
    </div>
  );
}
