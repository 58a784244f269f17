/**
 * The cookie jar of the model. The name of a refresh cookie contains session and generation, so that answers may arrive
 * in any order.
 */

export interface Jar {
  active: string | null;
  epoch: number;
  /** Refresh cookies, as `session.generation`. */
  cookies: readonly string[];
}

/** The newest token of a session: the server uses the highest generation it receives. */
export function newest({ cookies }: Jar, session: string | null): string | null {
  const mine = cookies.filter((name) => parse(name)[0] === session);
  return mine.sort((a, b) => parse(b)[1] - parse(a)[1])[0] ?? null;
}

/** The session of another account than the active one; null when the browser has none. */
export function otherSession({ active, cookies }: Jar): string | null {
  return cookies.map((name) => parse(name)[0]).find((session) => session !== active) ?? null;
}

export function isUpTo(name: string, presented: string | null): boolean {
  const [session, generation] = parse(name);
  const [of, upTo] = parse(presented ?? "");
  return session === of && generation <= upTo;
}

export function nameOf(session: string, generation: number): string {
  return `${session}.${generation}`;
}

export function parse(name: string): [session: string, generation: number] {
  const [session = "", generation] = name.split(".");
  return [session, Number(generation)];
}
