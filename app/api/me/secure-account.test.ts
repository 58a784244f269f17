/** Reporting a session, as a browser sees it. */
import { expect, test } from "vitest";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../auth/refresh/route";
import * as me from "./route";
import * as secure from "./secure-account/route";

test("200 like a refresh: the browser goes on with a new token, its older one has expired; 400 for its own session", async () => {
  const app = install();
  const ada = await app.addUser("Ada");
  const [own, other] = [await app.openSession(ada), await app.openSession(ada)];
  const browser = new TestBrowser();
  await browser.signInWith(own);
  const copy = browser.copy();
  const report = (sessionId: string, sending = {}) =>
    browser.post(
      secure,
      "/api/me/secure-account",
      { sessionId, currentPassword: PASSWORD, newPassword: "another lamp in a harbour" },
      sending,
    );

  expect(await report(own.session.id)).toMatchObject({ status: 400, json: { error: "invalid_request" } });
  expect((await report(other.session.id, { headers: { cookie: undefined } })).json.error).toBe(
    "not_authenticated",
  );
  expect((await report(other.session.id, { headers: { authorization: undefined } })).json.error).toBe(
    "not_authenticated",
  );
  expect(await report(other.session.id)).toMatchObject({
    status: 200,
    json: { tokenType: "Bearer", session: { id: own.session.id, current: true } },
  });
  expect((await copy.get(me, "/api/me")).json.error).toBe("token_expired");
  expect((await browser.get(me, "/api/me")).status).toBe(200);
  expect((await browser.post(refresh, "/api/auth/refresh")).status).toBe(200);
});
