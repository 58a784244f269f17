import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import {
  ENDED_SESSION,
  expectJson,
  expectPrivate,
  expectRefusal,
  ISO_TIME,
  keysOf,
  SESSION,
} from "@/e2e/support/expect-response";
import { expect, test } from "@/e2e/support/http-test";

test("the device list: current device first, then by last activity; ended devices apart", async ({
  server,
}) => {
  const { account, browser } = await signUpOverHttp(server);
  const second = await signInOverHttp(server, account);
  const third = await signInOverHttp(server, account);
  await second.post("/api/session/activity", { idleForSeconds: 0 });
  const answer = await browser.get("/api/sessions");
  expectJson(answer, 200, ["sessions"]);
  const { sessions } = answer.json;
  for (const session of sessions) expect(keysOf(session)).toEqual(SESSION);
  expect(sessions.map(({ current }: { current: boolean }) => current)).toEqual([true, false, false]);
  const times = sessions.slice(1).map(({ lastActiveAt }: { lastActiveAt: string }) => lastActiveAt);
  expect(times).toEqual([...times].sort().reverse());

  await third.post("/api/auth/logout");
  const history = await browser.get("/api/sessions?status=ended");
  expectJson(history, 200, ["sessions"]);
  expect(history.json.sessions).toHaveLength(1);
  const [ended] = history.json.sessions;
  expect(keysOf(ended)).toEqual(ENDED_SESSION);
  expect(ended).toMatchObject({ endedReason: "signed_out", endedBy: "you", current: false });
  expect(ended.endedFrom).toEqual(expect.any(String));
  expect(ended.endedAt).toMatch(ISO_TIME);
  expectRefusal(await browser.get("/api/sessions?status=sideways"), 400, "invalid_request");
});

test("a device has a name of 1 to 60 characters, or none", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const [{ id }] = (await browser.get("/api/sessions")).json.sessions;
  for (const label of ["a", "🔑".repeat(60), null]) {
    const answer = await browser.patch(`/api/sessions/${id}`, { label });
    expectJson(answer, 200, SESSION);
    expect(answer.json).toMatchObject({ id, label, current: true });
  }
  for (const body of [{ label: "" }, { label: "🔑".repeat(61) }, { label: 7 }, {}, { label: "a", id: "b" }]) {
    const refused = await browser.patch(`/api/sessions/${id}`, body);
    expectRefusal(refused, 400, "invalid_request");
    expect(refused.json.details.issues.length).toBeGreaterThan(0);
  }
  expectRefusal(await browser.patch("/api/sessions/unknown", { label: "a" }), 404, "not_found");
});

test("ending the current session works as a logout", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  const [{ id }] = (await browser.get("/api/sessions")).json.sessions;
  expectRefusal(await browser.delete("/api/sessions/unknown"), 404, "not_found");
  const answer = await browser.delete(`/api/sessions/${id}`);
  expect([answer.status, answer.text]).toEqual([204, ""]);
  expectPrivate(answer);
  expect(browser.jar.find("latchkey_refresh")).toBeUndefined();
  expectRefusal(await browser.get("/api/me"), 401, "session_revoked");
});

test("revoke-all keeps the current session, with scope all it does not", async ({ server }) => {
  const { account, browser } = await signUpOverHttp(server);
  await signInOverHttp(server, account);
  await signInOverHttp(server, account);
  const others = await browser.post("/api/sessions/revoke-all");
  expectJson(others, 200, ["revoked"]);
  expect(others.json.revoked).toBe(2);
  expect((await browser.get("/api/me")).status).toBe(200);
  await signInOverHttp(server, account);
  const all = await browser.post("/api/sessions/revoke-all", { scope: "all" });
  expectJson(all, 200, ["revoked"]);
  expect(all.json.revoked).toBe(2);
  expectRefusal(await browser.get("/api/me"), 401, "session_revoked");
  expectRefusal(await browser.post("/api/sessions/revoke-all", { scope: "most" }), 401, "session_revoked");
});
