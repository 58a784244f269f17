import type { Environment } from "./environment";
import { requestJson } from "./request";

/** The epoch of a session that was signed out here while the server could not be reached. */
const KEY = "latchkey:logout";

/** Ends the session at the server; @returns false when that did not get through: it is noted down, and owed. */
export async function requestLogout(env: Environment): Promise<boolean> {
  const epoch = env.epoch();
  try {
    await requestJson(env, "/api/auth/logout");
    env.remember(KEY, null);
    return true;
  } catch {
    if (epoch) env.remember(KEY, epoch);
    return false;
  }
}

/** @returns true when a logout is owed for the very session the cookies hold now. */
export function owesLogout(env: Environment): boolean {
  const owed = env.recall(KEY);
  if (owed === null) return false;
  if (owed === env.epoch()) return true;
  // Somebody signed in since, which replaced the cookies the logout was for.
  env.remember(KEY, null);
  return false;
}
