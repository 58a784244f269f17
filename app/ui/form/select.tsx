import { ChevronDown } from "lucide";
import type { ComponentProps } from "react";
import { SvgIcon } from "@/app/ui/svg-icon";

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
      <SvgIcon
        icon={ChevronDown}
        className="pointer-events-none absolute inset-y-0 end-3 my-auto size-4 text-muted"
      />
    </span>
  );
}

/** A `Select` with its label above. */
export function SelectField({
  label,
  hint,
  ...select
}: Props & { name: string; label: string; hint?: string }) {
  const id = select.id ?? `field-${select.name}`;
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block font-medium">
        {label}
      </label>
      <Select {...select} id={id} aria-describedby={hint && `${id}-hint`} className="w-full" />
      {hint && (
        <p id={`${id}-hint`} className="mt-1.5 text-sm text-muted">
          {hint}
        </p>
      )}
    </div>
  );
}
