"use client";

import { useEffect, useState } from "react";

const COLOR = /^#[0-9a-f]{6}$/;

interface Props {
  /** `#rrggbb`; null for the app's own colour. */
  color: string | null;
  /** The nonce of this response's content security policy. */
  nonce: string | undefined;
}

/**
 * Gives marks the colour of the organization that the session works in. The first page brings it in a style with the
 * policy's nonce. A later page of the same document has another nonce, so a script changes the colour then.
 */
export function BrandStyle({ color, nonce }: Props) {
  const [first] = useState({ nonce, css: brandCss(color) });
  useEffect(() => {
    document.documentElement.style.setProperty("--color-brand", color ?? "var(--color-accent)");
  }, [color]);
  return (
    first.css && (
      <style nonce={first.nonce} suppressHydrationWarning>
        {first.css}
      </style>
    )
  );
}

/** @returns the rule; null for no colour, and for anything else than `#rrggbb`, which could end the rule */
function brandCss(color: string | null): string | null {
  return color !== null && COLOR.test(color) ? `:root{--color-brand:${color}}` : null;
}
