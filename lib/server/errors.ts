/** Errors this server throws. They are matched by name, because a process holds several instances of each module. */

/** Thrown at start, with one line per variable that is wrong. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";
}

/** Thrown when more passwords wait to be hashed than will get their turn in time. */
export class HashQueueFull extends Error {
  override name = "HashQueueFull";
}

/** Thrown when the identity provider does not answer in time, or answers that it cannot. */
export class ProviderUnavailable extends Error {
  override name = "ProviderUnavailable";
}

const FOR_NOW: readonly string[] = ["DatabaseUnavailable", "HashQueueFull", "ProviderUnavailable"];

/**
 * @returns whether something failed only for now: the database or the identity provider is away, or too many users sign
 *   in at once
 */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Error && FOR_NOW.includes(error.name);
}

/** @returns the innermost error. Those around it may hold the values of a query; the engine's own message does not */
export function innermost(error: unknown): unknown {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  return inner;
}

/** @returns the error of an identity provider that is away, which a library may have wrapped; null for any other error */
export function providerUnavailableIn(error: unknown): Error | null {
  if (!(error instanceof Error)) return null;
  return error.name === "ProviderUnavailable" ? error : providerUnavailableIn(error.cause);
}
