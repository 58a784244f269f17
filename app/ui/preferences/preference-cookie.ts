const YEAR_SECONDS = 365 * 86_400;

/** Of every cookie with a preference. */
export const PREFERENCE_ATTRIBUTES = `Path=/; Max-Age=${YEAR_SECONDS}; SameSite=Lax`;

/**
 * Keeps a preference in a cookie for a year, so the server's first byte already follows it. Scripts can read it, it
 * holds nothing personal, and it is no part of the session.
 *
 * @param value must need no escaping: a word from a fixed list
 */
export function writePreferenceCookie(name: string, value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing outside secure contexts.
  document.cookie = `${name}=${value}; ${PREFERENCE_ATTRIBUTES}`;
}
