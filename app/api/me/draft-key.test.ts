/** The key of a user's drafts in one browser. */
import { describe, expect, test } from "vitest";
import { DAY, type Installation, install, MINUTE, PASSWORD } from "@/lib/server/testing/installation";
import type { Role } from "@/lib/session/roles";
import { type Route, TestBrowser } from "@/lib/web/testing/browser";
import * as disable from "../admin/users/[id]/disable/route";
import * as login from "../auth/login/route";
import * as logout from "../auth/logout/route";
import * as device from "../sessions/[id]/route";
import * as draftKey from "./draft-key/route";
import * as password from "./password/route";

async function signInBrowser(app: Installation, name = "Ada", roles: Role[] = ["user"]) {
  const user =
    (await app.db.findUserByEmail(`${name.toLowerCase()}@example.com`)) ??
    (await app.addUser(name, { roles }));
  const browser = new TestBrowser();
  const grant = await app.openSession(user);
  await browser.signInWith(grant);
  return { browser, user, id: grant.session.id };
}

const keyOf = async (browser: TestBrowser) =>
  (await browser.post(draftKey, "/api/me/draft-key")).json.key as string;
const signIn = (browser: TestBrowser, email = "ada@example.com") => {
  browser.accessToken = null;
  return browser.post(login, "/api/auth/login", { email, password: PASSWORD });
};

describe("the key of the drafts", () => {
  test("is 256 random bits, the same every time, and different for every browser and user", async () => {
    const app = install();
    const [here, there, grace] = [
      await signInBrowser(app),
      await signInBrowser(app),
      await signInBrowser(app, "Grace"),
    ];
    const key = await keyOf(here.browser);
    expect(Buffer.from(key, "base64url")).toHaveLength(32);
    expect(await keyOf(here.browser)).toBe(key);
    expect(new Set([key, await keyOf(there.browser), await keyOf(grace.browser)]).size).toBe(3);
  });

  test("is only for the browser the session is active in: an access token alone gets none", async () => {
    const app = install();
    const { browser } = await signInBrowser(app);
    const elsewhere = new TestBrowser();
    elsewhere.accessToken = browser.accessToken;
    expect((await elsewhere.post(draftKey, "/api/me/draft-key")).json.error).toBe("session_mismatch");
  });

  const enders: [
    string,
    (app: Installation, here: Awaited<ReturnType<typeof signInBrowser>>) => Promise<unknown>,
  ][] = [
    ["a sign-out", (_, { browser }) => browser.post(logout as Route, "/api/auth/logout")],
    [
      "an end from another device",
      async (app, { id }) => {
        const { browser } = await signInBrowser(app);
        await browser.send(device, "DELETE", `/api/sessions/${id}`, { id });
      },
    ],
    [
      "an administrator",
      async (app, { user }) => {
        const { browser } = await signInBrowser(app, "Grace", ["admin"]);
        await browser.post(disable, `/api/admin/users/${user.id}/disable`, {}, { id: user.id });
        await app.db.changeAccount({ id: user.id }, () => ({
          outcome: null,
          changes: [{ kind: "update-user", id: user.id, set: { disabledAt: null } }],
          events: [],
        }));
      },
    ],
    [
      "another user's sign-in after the idle limit",
      async (app, { browser }) => {
        app.pass(31 * MINUTE);
        await app.addUser("Grace");
        expect((await signIn(browser, "grace@example.com")).status).toBe(200);
      },
    ],
  ];
  test.each(enders)("is deleted by %s", async (_, end) => {
    const app = install();
    const here = await signInBrowser(app);
    const key = await keyOf(here.browser);
    await end(app, here);
    expect((await signIn(here.browser)).status).toBe(200);
    expect(await keyOf(here.browser)).not.toBe(key);
  });

  const keepers: [string, (app: Installation, here: Awaited<ReturnType<typeof signInBrowser>>) => unknown][] =
    [
      ["the idle limit", (app) => app.pass(31 * MINUTE)],
      ["the absolute limit", (app) => app.pass(31 * DAY)],
      ["a newer sign-in in the same browser", () => {}],
      [
        "the sign-in of another account beside this one",
        async (app, { browser }) => {
          await app.addUser("Grace");
          expect((await signIn(browser, "grace@example.com")).status).toBe(200);
        },
      ],
      [
        "a password change on another device",
        async (app) => {
          const { browser } = await signInBrowser(app);
          const words = { currentPassword: PASSWORD, newPassword: "another harbour, another lamp" };
          await browser.post(password, "/api/me/password", words);
          await browser.post(password, "/api/me/password", {
            currentPassword: words.newPassword,
            newPassword: PASSWORD,
          });
        },
      ],
    ];
  test.each(keepers)("survives %s", async (_, end) => {
    const app = install();
    const here = await signInBrowser(app);
    const key = await keyOf(here.browser);
    await end(app, here);
    expect((await signIn(here.browser)).status).toBe(200);
    expect(await keyOf(here.browser)).toBe(key);
  });
});
