import "server-only";
import { listAttempts } from "@/lib/server/sign-in/attempts";
import type { AttemptView } from "@/lib/session/sign-in/sign-in-contract";
import type { AttemptKind } from "@/lib/session/sign-in/sign-in-records";
import { getRequestContext } from "./request-context";

/** @returns whether this browser has our cookie: it has begun a sign-in or sign-up before */
export async function hasBrowserCookie(): Promise<boolean> {
  return (await getRequestContext()).credentials.browser !== null;
}

/**
 * Finds the sign-in or sign-up that this browser is in the middle of, by its cookies: a page goes on with it after a
 * reload, in a new tab, and without scripts.
 *
 * @param kind null for either
 * @returns the newest one whose next step asks for more than the sign-in form does; null when there is none
 */
export async function getOpenAttempt(kind: AttemptKind | null): Promise<AttemptView | null> {
  const { client } = await getRequestContext();
  const attempts = await listAttempts(client);
  const isWanted = (attempt: AttemptView) =>
    attempt.step !== "credential" && (kind === null || attempt.kind === kind);
  return attempts.find(isWanted) ?? null;
}
