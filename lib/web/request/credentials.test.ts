import { expect, test } from "vitest";
import { newId, newRefreshToken } from "@/lib/server/crypto";
import { install } from "@/lib/server/testing/installation";
import { type Credentials, readCredentials, reasonWithoutToken } from "./credentials";
import { pendingSignOutCookie, signInCookies } from "./session-cookies";
import { heldTokens } from "./sign-ins";

/** A browser with two accounts, the second one active. */
async function twoAccounts() {
  const { config, now } = install();
  const jar = new Map<string, string>();
  const read = () =>
    readCredentials([...jar].map(([name, value]) => `${name}=${value}`).join("; "), config, now);
  const accounts = [];
  for (const userId of ["ada", "grace"]) {
    const session = {
      ...{ id: newId(), userId, generation: 0, rememberMe: true },
      ...{ absoluteExpiresAt: now + 1e9, impersonatorId: null },
    };
    const token = newRefreshToken();
    for (const { name, value } of await signInCookies(await read(), "browser", session, token, config, now)) {
      jar.set(name, value);
    }
    accounts.push({ id: session.id, token });
  }
  const [other, active] = accounts as [(typeof accounts)[0], (typeof accounts)[0]];
  const leave = async () => {
    for (const { name, value } of pendingSignOutCookie(await read(), null, config)) jar.set(name, value);
  };
  return { jar, read, leave, other, active };
}

/** The credentials without the cookies that are only there to be removed or ended. */
function usable({ all: _, ...rest }: Credentials): string {
  return JSON.stringify(rest);
}

test("while a sign-out is pending, no token of that session is left for a reader to use", async () => {
  const { read, leave, active, other } = await twoAccounts();
  expect(usable(await read())).toContain(active.token);
  await leave();
  const credentials = await read();
  expect(credentials).toMatchObject({ refresh: null, pendingSignOut: { sessionId: active.id } });
  expect(usable(credentials)).not.toContain(active.token);
  expect(usable(credentials)).not.toContain(other.token);
  expect(reasonWithoutToken(credentials)).toBe("signed_out");
});

test("the sign-out can still be completed: its session's token is among those to end", async () => {
  const { read, leave, active, other } = await twoAccounts();
  await leave();
  expect(heldTokens(await read())).toEqual([other.token, active.token]);
});

test("a marker for another session than the active one changes nothing", async () => {
  const { jar, read, active, other } = await twoAccounts();
  jar.set(`latchkey_left.${other.id}`, "1");
  jar.set(`latchkey_left.${newId()}`, "1");
  expect(await read()).toMatchObject({ refresh: { token: active.token }, pendingSignOut: null });
});

test("without a token the reason is expired for a known sign-in, and null for an unknown visitor", async () => {
  const { jar, read, active } = await twoAccounts();
  jar.delete(`latchkey_refresh.${active.id}.0`);
  expect(reasonWithoutToken(await read())).toBe("expired");
  jar.clear();
  expect(reasonWithoutToken(await read())).toBeNull();
});
