import { signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { expectJson, expectRefusal, SIGNED_IN, USER } from "@/e2e/support/expect-response";
import { expect, test } from "@/e2e/support/http-test";

test("two accounts on one browser: both are listed, switched between, and signed out one by one", async ({
  server,
}) => {
  const ada = await signUpOverHttp(server, { name: "Ada Example" });
  const grace = await signUpOverHttp(server, { name: "Grace Example" });
  const { browser } = ada;
  const names = async () =>
    (await browser.get("/api/session")).json.signIns.map(({ user }: { user: { name: string } }) => user.name);
  await signInOverHttp(server, grace.account, { browser });
  expect(await names()).toEqual(["Grace Example", "Ada Example"]);
  const [, first] = (await browser.get("/api/session")).json.signIns;
  expect(Object.keys(first).sort()).toEqual(["active", "endedReason", "sessionId", "user"]);
  expect(Object.keys(first.user).sort()).toEqual(USER);

  const switched = await browser.post("/api/session/switch", { sessionId: first.sessionId });
  expectJson(switched, 200, SIGNED_IN);
  expect(switched.json.user.id).toBe(ada.userId);
  expect(await names()).toEqual(["Ada Example", "Grace Example"]);
  expect((await browser.get("/api/me")).json.name).toBe("Ada Example");

  expect((await browser.post("/api/auth/logout", { sessionId: first.sessionId })).status).toBe(204);
  expect((await browser.get("/api/session")).json).toMatchObject({ authenticated: false });
  expect(await names()).toEqual(["Grace Example"]);
  expectRefusal(await browser.post("/api/auth/refresh"), 401, "not_authenticated");
  expectRefusal(await browser.post("/api/session/switch", { sessionId: first.sessionId }), 404, "not_found");
  expect((await browser.post("/api/auth/logout")).status).toBe(204);
  expect(await names()).toEqual([]);
});

test("a token for another service is made from its template, and our own API refuses it", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  const made = await browser.post("/api/session/token", { template: "realtime" });
  expectJson(made, 200, ["expiresIn", "serverTime", "token", "tokenType"]);
  expect(made.json.expiresIn).toBe(30);
  expectRefusal(await browser.get("/api/me", { bearer: made.json.token }), 401, "not_authenticated");
  expectRefusal(await browser.post("/api/session/token", { template: "x" }), 404, "unknown_template");
});
