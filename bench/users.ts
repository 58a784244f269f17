/** The people who send the requests: one to a connection. */
export const CONNECTIONS = 16;

/** Everybody's: one hash for all makes a hundred thousand accounts quickly. */
export const PASSWORD = "a bench is a long seat for people";

export function emailOf(user: number): string {
  return `person-${user}@bench.example`;
}
