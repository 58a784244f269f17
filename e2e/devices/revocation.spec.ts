import { administrator, signInOverHttp, signUpOverHttp, type TestAccount } from "@/e2e/support/accounts";
import { expectRefusal } from "@/e2e/support/expect-response";
import type { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

interface Cast {
  server: { url: string; origin: string };
  account: TestAccount;
  userId: string;
  /** The device that ends the session, and the device whose session is ended. */
  here: HttpBrowser;
  there: HttpBrowser;
}

const newPassword = "seven quiet lanterns";
const changePassword = ({ account, here }: Cast) =>
  here.post("/api/me/password", { currentPassword: account.password, newPassword });

const endings: [name: string, reason: string, end: (cast: Cast) => Promise<{ status: number }>][] = [
  [
    "ended from another device",
    "user",
    async ({ here, there }) => here.delete(`/api/sessions/${await idOf(there)}`),
  ],
  ["ended with all others", "user", ({ here }) => here.post("/api/sessions/revoke-all")],
  [
    "ended everywhere",
    "revoked_everywhere",
    ({ here }) => here.post("/api/sessions/revoke-all", { scope: "all" }),
  ],
  [
    "ended by an administrator",
    "admin",
    async ({ server, userId }) =>
      (await signInOverHttp(server, administrator)).post(`/api/admin/users/${userId}/sessions/revoke-all`),
  ],
  [
    "of a disabled account",
    "account_disabled",
    async ({ server, userId }) =>
      (await signInOverHttp(server, administrator)).post(`/api/admin/users/${userId}/disable`),
  ],
  ["ended by a password change", "password_changed", changePassword],
];

for (const [name, reason, end] of endings) {
  test(`a device ${name} is refused on its next request, and told why`, async ({ server }) => {
    const { account, browser: here, userId } = await signUpOverHttp(server);
    const there = await signInOverHttp(server, account);
    expect((await there.get("/api/me")).status).toBe(200);
    const ended = await end({ server, account, userId, here, there });
    expect([200, 204]).toContain(ended.status);

    expectRefusal(await there.get("/api/me"), 401, "session_revoked", reason);
    expectRefusal(
      await there.post("/api/session/activity", { idleForSeconds: 0 }),
      401,
      "session_revoked",
      reason,
    );
    expectRefusal(await there.post("/api/auth/refresh"), 401, "session_revoked", reason);
    expect((await there.get("/api/session")).json).toMatchObject({ authenticated: false, reason });
    const page = await there.visit("/profile");
    expect([page.status, page.headers.location?.replace(server.url, "")]).toEqual([
      307,
      `/login?reason=${reason}&returnTo=%2Fprofile`,
    ]);
    const withoutReason = (await there.visit("/login")).text;
    const login = (await there.visit(page.headers.location ?? "")).text;
    expect(noticeIn(login)).toBeTruthy();
    expect(noticeIn(withoutReason)).toBeNull();
  });
}

test("a password change can keep the other sessions", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  const there = await signInOverHttp(server, account);
  const change = { currentPassword: account.password, newPassword, signOutOthers: false };
  expect((await browser.post("/api/me/password", change)).status).toBe(200);
  expect((await there.get("/api/me")).status).toBe(200);
  expect((await there.post("/api/auth/refresh")).status).toBe(200);
});

test("an enabled account signs in again, and its ended sessions stay ended", async ({ server }) => {
  const { account, browser, userId } = await signUpOverHttp(server);
  const admin = await signInOverHttp(server, administrator);
  await admin.post(`/api/admin/users/${userId}/disable`);
  await admin.post(`/api/admin/users/${userId}/enable`);
  expectRefusal(await browser.post("/api/auth/refresh"), 401, "session_revoked", "account_disabled");
  await signInOverHttp(server, account);
});

for (const [name, reason, end] of endings) {
  test(`a device ${name} is refused as soon as that is acknowledged, under constant use`, async ({
    server,
  }) => {
    const { account, browser: here, userId } = await signUpOverHttp(server);
    const there = await signInOverHttp(server, account);
    let acknowledged = false;
    const served: string[] = [];
    /** Uses the session without a pause until it is refused; a request begun after the end must not be served. */
    const use = async (what: string, request: () => Promise<{ status: number }>) => {
      for (let times = 0; times < 1000; times++) {
        const begunAfter = acknowledged;
        const { status } = await request();
        if (begunAfter && status !== 401) served.push(`${what}: ${status}`);
        if (begunAfter || (status !== 200 && status !== 409)) return;
      }
    };
    const using = [
      use("bearer", () => there.steal().get("/api/me")),
      use("refresh", () => there.post("/api/auth/refresh")),
      use("refresh in another tab", () => there.openTab().post("/api/auth/refresh")),
    ];
    const { status } = await end({ server, account, userId, here, there });
    acknowledged = true;
    expect([200, 204]).toContain(status);
    await Promise.all(using);
    expect(served).toEqual([]);
    expectRefusal(await there.post("/api/auth/refresh"), 401, "session_revoked", reason);
  });
}

async function idOf(browser: HttpBrowser): Promise<string> {
  return (await browser.get("/api/session")).json.session.id;
}

/** @returns the message above the form, in the HTML of the server */
function noticeIn(page: string): string | null {
  return (
    /role="(?:status|alert)"[^>]*>(?:<[^>]+>)*([^<]+)/.exec(
      page.replace(/<script.*?<\/script>/gs, ""),
    )?.[1] ?? null
  );
}
