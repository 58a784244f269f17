/** Adds what tells an iPad from a Mac to a sign-in. Undefined where there is no browser. */
export function withTouchPoints<T>(input: T): T & { touchPoints: number | undefined } {
  return { ...input, touchPoints: globalThis.navigator?.maxTouchPoints };
}
