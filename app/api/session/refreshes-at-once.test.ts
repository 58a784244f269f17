/** Five accounts of one browser that refresh at the same time: each gets its own successor, and no other account's. */
import { expect, test } from "vitest";
import { onEveryEngine } from "@/lib/server/testing/installation";
import type { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../auth/refresh/route";
import * as me from "../me/route";
import { accounts, signInAll, switchAccount } from "./accounts.fixture";

const NAMES = ["Ada", "Grace", "Alan", "Edsger", "Barbara"];
const ROUNDS = 3;
/** What a server accepts of headers, and a browser sends, at least. */
const MAX_COOKIES = 8000;

/**
 * The cookies that a request of each account has: it was sent while that account was the active one, and the network has
 * held it up since.
 */
async function cookiesOfEach(browser: TestBrowser, ids: string[]): Promise<string[]> {
  const cookies: string[] = [];
  for (const id of ids) {
    expect((await switchAccount(browser, id)).status).toBe(200);
    cookies.push(browser.cookieHeader());
  }
  return cookies;
}

/** The sessions whose refresh cookie an answer sets. */
const slotsOf = (setCookies: string[]) =>
  setCookies.flatMap((cookie) => /latchkey_refresh\.([\w-]+)\.\d+=[^;]/.exec(cookie)?.[1] ?? []);

onEveryEngine((installed) => {
  test("no user is signed out, no slot gets another's token, and the cookies stay below 8 KB", async () => {
    const app = await installed();
    const { browser, ids } = await signInAll(app, NAMES);
    for (let round = 0; round < ROUNDS; round += 1) {
      const cookies = await cookiesOfEach(browser, ids);
      const answers = await Promise.all(
        cookies.map((Cookie) => browser.post(refresh, "/api/auth/refresh", {}, { headers: { Cookie } })),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
      expect(answers.map(({ json }) => json.session.id)).toEqual(ids);
      expect(answers.map(({ setCookies }) => slotsOf(setCookies))).toEqual(ids.map((id) => [id]));
      const names = answers.map(async ({ json }) => {
        const user = await browser.get(me, "/api/me", { bearer: json.accessToken });
        return user.json.name;
      });
      expect(await Promise.all(names)).toEqual(NAMES);

      // The last switch counts, whichever answer came last, and every account has its own place.
      expect(await accounts(browser)).toEqual(["Barbara*", "Edsger", "Alan", "Grace", "Ada"]);
      for (const id of ids) expect(await app.session(id)).toMatchObject({ endedAt: null });
      expect(new Set(browser.refreshCookies().map(([, token]) => token)).size).toBe(NAMES.length);
      expect(browser.cookieHeader().length).toBeLessThan(MAX_COOKIES);
      app.pass(60_000);
    }
  });
});
