/** Errors this server throws. They are matched by name, because a process holds several instances of each module. */

/** Thrown at start, with one line per variable that is wrong. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";
}

/** Thrown when more passwords wait to be hashed than will get their turn in time. */
export class HashQueueFull extends Error {
  override name = "HashQueueFull";
}

/** @returns whether something failed only for now: the database is away, or too many users sign in at once. */
export function isUnavailable(error: unknown): boolean {
  return error instanceof Error && (error.name === "DatabaseUnavailable" || error.name === "HashQueueFull");
}
