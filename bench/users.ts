/** The users who send the requests, one per connection. */
export const CONNECTIONS = 16;

/** The users who send the sign-ins with a second factor, by their number. */
export const WITH_SECOND_FACTOR = Array.from({ length: CONNECTIONS }, (_, at) => CONNECTIONS + at);

/** The users whose sessions are bound to a key of their browser, by their number. */
export const WITH_DEVICE_KEY = Array.from({ length: CONNECTIONS }, (_, at) => 2 * CONNECTIONS + at);

/** The password of every user. One hash for all makes a hundred thousand accounts quickly. */
export const PASSWORD = "a bench is a long seat for people";

export function emailOf(user: number): string {
  return `person-${user}@bench.example`;
}

/** Two organizations, whose first members are the users who send the requests. */
export const SMALL_ORGANIZATION = { id: "bench-small", members: 10 };
export const LARGE_ORGANIZATION = { id: "bench-large", members: 1000 };
