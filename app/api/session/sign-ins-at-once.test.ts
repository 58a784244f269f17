/** Sign-ins at once from the same cookies: the browser holds the session of one of them, and only that one goes on. */
import { expect, test } from "vitest";
import { type Installation, onEveryEngine, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as login from "../auth/login/route";
import * as logout from "../auth/logout/route";
import { accounts, current, renew, signInAll } from "./accounts.fixture";

const NAMES = ["Ada", "Grace", "Alan", "Edsger"];
const ROUNDS = 3;

async function livingSessions(app: Installation): Promise<string[]> {
  const users = await Promise.all(
    NAMES.map((name) => app.db.findUserByEmail(`${name.toLowerCase()}@example.com`)),
  );
  const living = await Promise.all(users.map((user) => (user ? app.db.listLiving(user.id) : [])));
  return living.flat().map(({ id }) => id);
}

/** The sessions that the browser can still use, and those whose refresh cookie it has. */
const held = async (browser: TestBrowser) => ({
  usable: (await current(browser)).signIns
    .map(({ sessionId }: { sessionId: string }) => sessionId)
    .toSorted(),
  cookies: browser
    .refreshCookies()
    .map(([name]) => name.split(".")[1])
    .toSorted(),
});

const signIn = (browser: TestBrowser, name: string) =>
  browser.post(login, "/api/auth/login", { email: `${name.toLowerCase()}@example.com`, password: PASSWORD });

async function expectNoneBeside(app: Installation, browser: TestBrowser): Promise<void> {
  const { usable, cookies } = await held(browser);
  expect(cookies).toEqual(usable);
  expect((await livingSessions(app)).toSorted()).toEqual(usable);
}

onEveryEngine((installed) => {
  test.each([
    ["on a browser without cookies, by one user", [], ["Ada", "Ada"], 1],
    ["on a browser without cookies, by several users", [], ["Ada", "Grace", "Alan"], 1],
    ["beside another account", ["Edsger"], ["Ada", "Grace"], 2],
  ] as const)("%s", async (_case, before, names, count) => {
    const app = await installed({ RATE_LIMIT: "off" });
    for (const name of NAMES) await app.addUser(name);
    for (let round = 0; round < ROUNDS; round += 1) {
      app.pass(1);
      const browser = new TestBrowser();
      if (before.length > 0) await signInAll(app, [...before], browser);
      const answers = await Promise.all(names.map((name) => signIn(browser, name)));
      expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
      expect((await renew(browser)).status).toBe(200);
      await expectNoneBeside(app, browser);
      expect(await accounts(browser)).toHaveLength(count);
      expect((await renew(browser)).status).toBe(200);
      await browser.post(logout, "/api/auth/logout");
      expect(await livingSessions(app)).toEqual([]);
    }
  });

  test("the next sign-in, or a sign-out, ends them too", async () => {
    const app = await installed();
    for (const name of NAMES) await app.addUser(name);
    const browser = new TestBrowser();
    await Promise.all(["Ada", "Grace"].map((name) => signIn(browser, name)));
    const other = browser.copy();
    await signIn(browser, "Alan");
    await expectNoneBeside(app, browser);
    await other.post(logout, "/api/auth/logout");
    await browser.post(logout, "/api/auth/logout");
    expect(await livingSessions(app)).toEqual([]);
  });
});
