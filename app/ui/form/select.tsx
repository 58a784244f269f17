import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";

interface Props extends ComponentProps<"select"> {
  options: readonly { value: string; label: string }[];
  /** `small` beside other small controls of a row. */
  look?: "regular" | "small";
}

const LOOK = { regular: "min-h-11 rounded-xl text-base", small: "min-h-9 rounded-full text-sm" } as const;

/** The browser's own list to choose from, in the look of the other fields. Name it with a label or `aria-label`. */
export function Select({ options, look = "regular", className = "", ...select }: Props) {
  return (
    <span className={`relative inline-block ${className}`}>
      <select
        {...select}
        className={`w-full appearance-none border border-edge bg-raised ps-3.5 pe-9 outline-offset-1 disabled:opacity-55 ${LOOK[look]}`}
      >
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-muted"
      />
    </span>
  );
}
