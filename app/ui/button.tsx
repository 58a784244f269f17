import type { ComponentProps } from "react";

// The transparent borders become visible in forced colours (Windows high contrast), where a filled button has no fill.
const VARIANT = {
  primary: "border border-transparent bg-ink text-canvas hover:bg-ink/85",
  quiet: "border border-line bg-raised hover:border-edge",
  danger: "border border-transparent bg-danger text-canvas hover:bg-danger/85",
  plain: "border border-transparent text-muted hover:bg-sunken hover:text-ink",
} as const;

const SIZE = {
  regular: "min-h-11 px-5 text-[0.9375rem]",
  small: "min-h-9 px-3.5 text-sm",
} as const;

export interface ButtonStyle {
  variant?: keyof typeof VARIANT;
  size?: keyof typeof SIZE;
}

/** @returns the classes of a button, for links that look like one; `primary` and `regular` unless told otherwise. */
export function buttonClass({ variant = "primary", size = "regular" }: ButtonStyle = {}): string {
  return `inline-flex items-center justify-center gap-2 rounded-full font-medium transition-colors select-none disabled:opacity-55 disabled:pointer-events-none ${VARIANT[variant]} ${SIZE[size]}`;
}

/**
 * A button: `primary` for the main action of a view, `quiet` for others, `danger` for one that cannot be undone, `plain`
 * without a border. It submits a form only with `type="submit"`. While an action runs give it `aria-disabled`, which
 * keeps the focus; `disabled` loses it.
 */
export function Button({
  variant,
  size,
  className = "",
  type = "button",
  ...rest
}: ButtonStyle & ComponentProps<"button">) {
  const style: ButtonStyle = { ...(variant && { variant }), ...(size && { size }) };
  return <button type={type} className={`${buttonClass(style)} ${className}`} {...rest} />;
}
