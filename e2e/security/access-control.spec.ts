import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { storedUserData } from "@/e2e/support/database";
import { expectRefusal } from "@/e2e/support/expect-response";
import { expect, test } from "@/e2e/support/http-test";

test("another user's session id is 404 and stays unchanged, for administrators too (IDOR)", async ({
  server,
}) => {
  const owner = await signUpOverHttp(server);
  const session = (await owner.browser.get("/api/session")).json.session.id;
  const { browser: other } = await signUpOverHttp(server);
  const admin = await signInOverHttp(server, administrator);
  const stored = storedUserData(server, owner.userId);
  for (const stranger of [other, admin]) {
    expectRefusal(await stranger.delete(`/api/sessions/${session}`), 404, "not_found");
    expectRefusal(await stranger.patch(`/api/sessions/${session}`, { label: "mine" }), 404, "not_found");
    const unknown = await stranger.delete(`/api/sessions/${"A".repeat(22)}`);
    const foreignOne = await stranger.delete(`/api/sessions/${session}`);
    expect(foreignOne.text).toBe(unknown.text);
  }
  expect(storedUserData(server, owner.userId)).toEqual(stored);
  expect((await owner.browser.get("/api/me")).status).toBe(200);
});

test("an ended session of the same user is 404", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  const other = await signInOverHttp(server, account);
  const id = (await other.get("/api/session")).json.session.id;
  expect((await browser.delete(`/api/sessions/${id}`)).status).toBe(204);
  expectRefusal(await browser.patch(`/api/sessions/${id}`, { label: "gone" }), 404, "not_found");
});

test("users who are not administrators are forbidden every admin endpoint", async ({ server }) => {
  const owner = await signUpOverHttp(server);
  const { browser: other } = await signUpOverHttp(server);
  const stored = storedUserData(server, owner.userId);
  const calls: [string, string][] = [
    ["GET", "/api/admin/users"],
    ["GET", `/api/admin/users/${owner.userId}/sessions`],
    ["POST", `/api/admin/users/${owner.userId}/disable`],
    ["POST", `/api/admin/users/${owner.userId}/enable`],
    ["POST", `/api/admin/users/${owner.userId}/sessions/revoke-all`],
    ["GET", "/api/admin/users/unknown/sessions"],
  ];
  for (const [method, path] of calls) {
    for (const sender of [other, owner.browser]) {
      expectRefusal(await sender.send(method, path), 403, "forbidden");
    }
  }
  expect(storedUserData(server, owner.userId)).toEqual(stored);
});
