import { CircleAlert, CircleCheck, Info } from "lucide-react";
import type { ComponentProps } from "react";

const TONE = {
  info: { icon: Info, look: "bg-accent-soft text-ink [&>svg]:text-accent" },
  done: { icon: CircleCheck, look: "bg-accent-soft text-ink [&>svg]:text-accent" },
  danger: { icon: CircleAlert, look: "bg-danger-soft text-ink [&>svg]:text-danger" },
} as const;

/** A message in the flow of the page. Give it `role="alert"` only when it answers something just done. */
export function Notice({
  tone,
  className = "",
  children,
  ...rest
}: { tone: keyof typeof TONE } & ComponentProps<"div">) {
  const { icon: Icon, look } = TONE[tone];
  return (
    <div
      className={`flex gap-3 rounded-xl px-4 py-3.5 text-[0.9375rem] leading-snug ${look} ${className}`}
      {...rest}
    >
      <Icon aria-hidden className="mt-px size-[1.125rem] shrink-0" strokeWidth={2} />
      <div className="min-w-0 grow">{children}</div>
    </div>
  );
}
