import { CircleAlert, CircleCheck, Info } from "lucide";
import type { ComponentProps } from "react";
import { SvgIcon } from "@/app/ui/svg-icon";

// The transparent border below becomes visible in forced colours (Windows high contrast), which have no backgrounds.
const TONE = {
  info: { icon: Info, className: "bg-accent-soft text-ink [&>svg]:text-accent" },
  done: { icon: CircleCheck, className: "bg-accent-soft text-ink [&>svg]:text-accent" },
  danger: { icon: CircleAlert, className: "bg-danger-soft text-ink [&>svg]:text-danger" },
} as const;

/**
 * A message in the flow of the page, with the icon and colours of its tone: `info`, `done` or `danger`. Give it
 * `role="alert"` only when it answers something the user has just done; then a screen reader announces it at once.
 */
export function Notice({
  tone,
  className = "",
  children,
  ...rest
}: { tone: keyof typeof TONE } & ComponentProps<"div">) {
  const { icon, className: toneClass } = TONE[tone];
  return (
    <div
      className={`flex gap-3 rounded-xl border border-transparent px-4 py-3.5 text-[0.9375rem] leading-snug ${toneClass} ${className}`}
      {...rest}
    >
      <SvgIcon icon={icon} className="mt-px size-[1.125rem] shrink-0" />
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}
