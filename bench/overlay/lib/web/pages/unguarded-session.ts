/** Replaces the guard in the copy of the dashboard without one: every request gets the first visitor's page. */
import "server-only";
import * as guard from "@/lib/web/pages/current-session";

let first: guard.SessionSnapshot | undefined;

export async function requireSession(path: "/dashboard"): Promise<guard.SessionSnapshot> {
  first ??= await guard.requireSession(path);
  return first;
}

export async function getSession(): Promise<guard.SessionSnapshot | null> {
  first ??= (await guard.getSession()) ?? undefined;
  return first ?? null;
}

export async function getEpoch(): Promise<string> {
  return "";
}
