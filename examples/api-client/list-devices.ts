/**
 * Signs in, refreshes, and lists the devices of an account, with the client that is made from the API's description:
 *
 *   node scripts/run.mjs examples/api-client/list-devices.ts http://localhost:3000 you@example.com < password.txt
 */
import { readFileSync } from "node:fs";
import { getSessions, postAuthLogin, postAuthLogout, postAuthRefresh, type Session } from "./client";
import { cookieFetch } from "./cookie-fetch";

interface Account {
  baseUrl: string;
  email: string;
  password: string;
  /** Sends the requests; the global one unless it is given. */
  send?: typeof fetch;
}

/**
 * @returns the devices of the account, this program among them, which is signed out again
 * @throws Error with the code of a refusal, or the step that is due where a password is not enough
 */
export async function listDevices({ baseUrl, email, password, send }: Account): Promise<Session[]> {
  const site = { baseUrl, fetch: cookieFetch(send) };

  const signedIn = await postAuthLogin({ body: { email, password } }, site);
  if (signedIn.status !== 200) throw new Error(signedIn.data.error);
  if (signedIn.data.status !== "complete") throw new Error(signedIn.data.status);

  // An access token lasts minutes. Whoever runs for longer gets a new one by the cookie, which rotates with it.
  const refreshed = await postAuthRefresh({ body: { expectedUserId: signedIn.data.user.id } }, site);
  if (refreshed.status !== 200) throw new Error(refreshed.data.error);

  const headers = { Authorization: `Bearer ${refreshed.data.accessToken}` };
  const devices = await getSessions({ status: "active" }, { ...site, headers });
  if (devices.status !== 200) throw new Error(devices.data.error);

  await postAuthLogout({ body: {} }, site);
  return devices.data.sessions;
}

if (import.meta.main) {
  const [baseUrl = "", email = ""] = process.argv.slice(2);
  const password = readFileSync(0, "utf8").trimEnd();
  for (const { current, label, browser, os, lastActiveAt } of await listDevices({ baseUrl, email, password }))
    console.log(
      lastActiveAt,
      label ?? `${browser ?? "A program"} on ${os ?? "something"}`,
      current ? "(this one)" : "",
    );
}
