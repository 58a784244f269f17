/** The accounts of the browser that asks for a page. */
import "server-only";
import { describeAccounts, findRecentSignOut } from "@/lib/server/sessions/browser-accounts";
import { MAX_ACCOUNTS } from "@/lib/session/browser-accounts";
import type { AccountView } from "@/lib/session/contract";
import { heldSignIns, readOtherAccounts } from "@/lib/web/request/accounts";
import { knownUsers } from "@/lib/web/request/sign-ins";
import { getRequestContext } from "./request-context";

const getCredentials = async () => (await getRequestContext()).credentials;

/** @returns the accounts of this browser, the active one first, then the latest; with those that have ended */
export async function getAccounts(): Promise<AccountView[]> {
  return describeAccounts(heldSignIns(await getCredentials()));
}

/** @returns whether a sign-in to one more account would be refused: five are signed in */
export async function isBrowserFull(): Promise<boolean> {
  return (await readOtherAccounts(await getCredentials())).living.length >= MAX_ACCOUNTS;
}

/** @returns the accounts beside the active one; read from the database only when there are some */
export async function getOtherAccounts(): Promise<AccountView[]> {
  return describeAccounts(heldSignIns(await getCredentials()).filter(({ active }) => !active));
}

/** @returns the name of the user who has just signed out of this browser, or null */
export async function getRecentSignOut(): Promise<string | null> {
  return findRecentSignOut(knownUsers((await getCredentials()).browser));
}
