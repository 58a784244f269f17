import type { ComponentProps } from "react";

const LOOK = {
  primary: "bg-ink text-canvas hover:bg-ink/85",
  quiet: "border border-line bg-raised hover:border-edge",
  danger: "bg-danger text-canvas hover:bg-danger/85",
  plain: "text-muted hover:bg-sunken hover:text-ink",
} as const;

const SIZE = {
  regular: "min-h-11 px-5 text-[0.9375rem]",
  small: "min-h-9 px-3.5 text-sm",
} as const;

export interface ButtonLook {
  variant?: keyof typeof LOOK;
  size?: keyof typeof SIZE;
}

/** The classes of a button, for links that look like one. */
export function buttonClass({ variant = "primary", size = "regular" }: ButtonLook = {}): string {
  return `inline-flex items-center justify-center gap-2 rounded-full font-medium transition-colors select-none disabled:opacity-55 disabled:pointer-events-none ${LOOK[variant]} ${SIZE[size]}`;
}

/** A button that does not submit unless it is told to. */
export function Button({
  variant,
  size,
  className = "",
  type = "button",
  ...rest
}: ButtonLook & ComponentProps<"button">) {
  const style: ButtonLook = { ...(variant && { variant }), ...(size && { size }) };
  return <button type={type} className={`${buttonClass(style)} ${className}`} {...rest} />;
}
