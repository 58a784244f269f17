"use client";

import { type RefObject, type SyntheticEvent, useLayoutEffect, useRef, useState } from "react";

interface OpenDetails {
  isOpen: boolean;
  ref: RefObject<HTMLDetailsElement | null>;
  onToggle: (event: SyntheticEvent<HTMLDetailsElement>) => void;
}

/** @returns whether a `<details>` is open, also when the user opened it before hydration, and the props that it needs */
export function useOpenDetails(): OpenDetails {
  const [isOpen, setOpen] = useState(false);
  const ref = useRef<HTMLDetailsElement>(null);
  useLayoutEffect(() => setOpen(ref.current?.open ?? false), []);
  return { isOpen, ref, onToggle: ({ currentTarget }) => setOpen(currentTarget.open) };
}
