/** What records of the past call a device, in English; a screen says it in its own words. */
import type { DeviceFacts } from "@/lib/session/session";

type Described = Pick<DeviceFacts, "browser" | "os">;

const BETWEEN = " on ";

/** @returns "Chrome on Windows", or the part of it that is known; null when neither is. */
export function deviceLabel({ browser, os }: Described): string | null {
  return browser && os ? browser + BETWEEN + os : (browser ?? os);
}

/** @returns the parts of a label; one that has only one part is taken for a browser */
export function readDeviceLabel(label: string): Described {
  const at = label.lastIndexOf(BETWEEN);
  if (at <= 0) return { browser: label, os: null };
  return { browser: label.slice(0, at), os: label.slice(at + BETWEEN.length) };
}
