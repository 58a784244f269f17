/** Instants as the API and the exports write them. */

/**
 * @param instant milliseconds since the epoch
 * @returns the same as ISO 8601 in UTC
 */
export const isoTime = (instant: number) => new Date(instant).toISOString();

/** The same for an instant that may not have come. */
export const isoTimeOrNull = (instant: number | null) => (instant === null ? null : isoTime(instant));
