/** The users who send the requests: signed in once, and the same ones in each round. */
import { HttpBrowser } from "@/e2e/support/http-browser";
import { type BenchKey, newBenchKey } from "./device-keys";
import type { Kind } from "./measurements";
import { generateAppCode } from "./second-factor-users";
import { CONNECTIONS, emailOf, PASSWORD, WITH_DEVICE_KEY, WITH_SECOND_FACTOR } from "./users";

/** The addresses of a site's nodes, and the origin they are configured with. */
export interface Place {
  urls: string[];
  origin: string;
  /** Where its users sign in, if it is not our app. */
  signInPath?: string;
  /** Whether it is an earlier commit of our app. */
  olderApi?: boolean;
}

export interface User {
  browser: HttpBrowser;
  email: string;
  userId: string;
  /** The key that the user's session is bound to; null for a session without one. */
  key: BenchKey | null;
  /** Of the site, for the proofs of the key. */
  origin: string;
  /** The last nonce that the server gave, for the next proof of the key. */
  nonce: string;
}

const WITHOUT = Array.from({ length: CONNECTIONS }, (_, at) => at);
const usersByHome = new Map<string, User[]>();

/** @returns the users of a site who send a kind of request, signed in */
export async function usersOf(home: Place, kind: Kind): Promise<User[]> {
  const numbers = numbersOf(kind);
  const key = `${home.origin} ${numbers[0]}`;
  const users = usersByHome.get(key) ?? (await signInAll(home, numbers, kind === "bound-refresh"));
  usersByHome.set(key, users);
  return users;
}

function numbersOf(kind: Kind): number[] {
  if (kind === "bound-refresh") return WITH_DEVICE_KEY;
  return kind === "totp" ? WITH_SECOND_FACTOR : WITHOUT;
}

async function signInAll(home: Place, numbers: number[], withKeys: boolean): Promise<User[]> {
  return Promise.all(
    numbers.map((number, at) => signIn(nth(home.urls, at), home, number, withKeys ? newBenchKey() : null)),
  );
}

async function signIn(
  url: string,
  { origin, signInPath = "/api/auth/login", olderApi = false }: Place,
  number: number,
  key: BenchKey | null,
): Promise<User> {
  const browser = new HttpBrowser({ url, origin, olderApi });
  const email = emailOf(number);
  const send = (headers = {}) => browser.post(signInPath, { email, password: PASSWORD }, { headers });
  let first = await send(key?.prove(origin + signInPath, ""));
  // The first proof has no nonce yet.
  if (first.json?.error === "use_dpop_nonce")
    first = await send(key?.prove(origin + signInPath, nonceOf(first)));
  const attempt = first.json?.attempt;
  const { status, text, json } = attempt
    ? await browser.post(totpPath(attempt), { code: generateAppCode() })
    : first;
  if (status !== 200) throw new Error(`Sign-in answered ${status}: ${text}`);
  if (key && json.session.binding !== "key") throw new Error("The session is not bound to its key.");
  return { browser, email, userId: json.user.id, key, origin, nonce: nonceOf(first) };
}

function nonceOf({ headers }: Pick<Awaited<ReturnType<HttpBrowser["post"]>>, "headers">): string {
  return String(headers["dpop-nonce"] ?? "");
}

export function totpPath({ id }: { id: string }): string {
  return `/api/auth/attempts/${id}/totp`;
}

export function nth(urls: string[], at: number): string {
  return urls[at % urls.length] ?? "";
}
