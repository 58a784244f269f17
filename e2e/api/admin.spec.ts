import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import {
  ENDED_SESSION,
  expectJson,
  expectRefusal,
  ISO_TIME,
  keysOf,
  SESSION,
  USER,
} from "@/e2e/support/expect-response";
import { expect, test } from "@/e2e/support/http-test";

const ADMIN_USER = [...USER, "disabledAt"].sort();

test("an administrator lists users and their sessions, disables accounts and ends sessions", async ({
  server,
}) => {
  const { account, browser, userId } = await signUpOverHttp(server);
  const admin = await signInOverHttp(server, administrator);
  const page = await admin.get(`/api/admin/users?query=${account.email}&page=1&pageSize=5`);
  expectJson(page, 200, ["page", "pageSize", "total", "users"]);
  expect(page.json).toMatchObject({ total: 1, page: 1, pageSize: 5 });
  expect(keysOf(page.json.users[0])).toEqual(ADMIN_USER);
  expectJson(await admin.get("/api/admin/users"), 200, ["page", "pageSize", "total", "users"]);
  for (const query of ["page=0", "page=x", "pageSize=0", "pageSize=100000", "page=1e3"]) {
    expectRefusal(await admin.get(`/api/admin/users?${query}`), 400, "invalid_request");
  }

  const devices = await admin.get(`/api/admin/users/${userId}/sessions`);
  expectJson(devices, 200, ["sessions"]);
  expect(keysOf(devices.json.sessions[0])).toEqual(SESSION);
  expect(devices.json.sessions[0].current).toBe(false);

  const ended = await admin.post(`/api/admin/users/${userId}/sessions/revoke-all`);
  expectJson(ended, 200, ["revoked"]);
  expect(ended.json.revoked).toBe(1);
  expectRefusal(await browser.post("/api/auth/refresh"), 401, "session_revoked", "admin");
  const history = await admin.get(`/api/admin/users/${userId}/sessions?status=ended`);
  expect(keysOf(history.json.sessions[0])).toEqual(ENDED_SESSION);
  // The user must not learn which administrator it was, nor on which device.
  const endedBy = "administrator";
  expect(history.json.sessions[0]).toMatchObject({ endedReason: "admin", endedBy, endedFrom: null });

  const disabled = await admin.post(`/api/admin/users/${userId}/disable`);
  expectJson(disabled, 200, ADMIN_USER);
  expect(disabled.json.disabledAt).toMatch(ISO_TIME);
  const enabled = await admin.post(`/api/admin/users/${userId}/enable`);
  expectJson(enabled, 200, ADMIN_USER);
  expect(enabled.json.disabledAt).toBeNull();
  for (const [method, path] of [
    ["POST", "disable"],
    ["POST", "enable"],
    ["GET", "sessions"],
    ["POST", "sessions/revoke-all"],
  ] as const) {
    expectRefusal(await admin.send(method, `/api/admin/users/unknown/${path}`), 404, "not_found");
  }
});
