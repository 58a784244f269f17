"use client";

import { type RefObject, useEffect, useRef } from "react";

/**
 * For a select or radio buttons that act at once: React does not learn of a choice that was made before hydration, and
 * the control would show it although nothing was done. After hydration the control shows the true value again, and the
 * choice is made as if it came only now.
 *
 * Give the control `autoComplete="off"`: a browser that restores its old value on a reload has chosen nothing.
 *
 * @param value the value that the control shows
 * @param choose does what a choice does
 * @returns a ref for the select, or for an element around the radio buttons
 */
export function useEarlyChoice<Control extends HTMLElement>(
  value: string,
  choose: (value: string) => void,
): RefObject<Control | null> {
  const control = useRef<Control>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, after hydration; later choices are events.
  useEffect(() => {
    const early = control.current && takeEarlyChoice(control.current, value);
    if (early) choose(early);
  }, []);
  return control;
}

/** Shows the true value. @returns the value that was shown in its place; null when there was none */
function takeEarlyChoice(control: HTMLElement, value: string): string | null {
  if (control instanceof HTMLSelectElement) {
    const shown = control.value;
    control.value = value;
    return shown === value || control.disabled ? null : shown;
  }
  const radios = [...control.querySelectorAll<HTMLInputElement>("input[type=radio]")];
  const shown = radios.find(({ checked }) => checked)?.value ?? value;
  for (const radio of radios) radio.checked = radio.value === value;
  return shown === value ? null : shown;
}
