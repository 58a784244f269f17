/** A user whom an identity provider signed in reports a session: the provider confirms who they are. */
import { expect, test } from "vitest";
import * as secure from "@/app/api/me/secure-account/route";
import * as session from "@/app/api/session/route";
import { MINUTE } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../refresh/route";
import { answerTo, signInWithClaims, withFakeIssuer } from "./fake-issuer.fixture";
import { bring, target } from "./provider-flow.fixture";
import * as start from "./start/route";

const current = async (browser: TestBrowser) => (await browser.get(session, "/api/session")).json;
/** A browser that has come back from the provider has its access token from the first refresh. */
const renew = (browser: TestBrowser) => browser.post(refresh, "/api/auth/refresh");

test("a confirmation at the provider, from a plain form, is what the report needs", async () => {
  const { app, issuer } = withFakeIssuer();
  const [browser, thief] = [new TestBrowser(), new TestBrowser()];
  for (const one of [browser, thief]) await signInWithClaims(issuer, one);
  const reported = (await current(thief)).session.id as string;
  const { user } = await current(browser);
  const report = async () => {
    await renew(browser);
    return browser.post(secure, "/api/me/secure-account", { sessionId: reported });
  };
  app.pass(16 * MINUTE);
  expect((await report()).json.error).toBe("reauthentication_required");

  const back = `/profile/report?session=${reported}`;
  const { headers } = await browser.send(start, "POST", "/api/auth/oidc/start", {
    body: new URLSearchParams({ reauthenticate: "yes", rememberMe: "", returnTo: back }).toString(),
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "text/html" },
  });
  const request = new URL(headers.get("location") ?? "");
  expect(Object.fromEntries(request.searchParams)).toMatchObject({ prompt: "login", max_age: "0" });
  const asked = { nonce: request.searchParams.get("nonce"), auth_time: Math.floor(app.now / 1000) };
  issuer.idToken = await issuer.sign(issuer.claims(asked));
  expect(target(await bring(browser, answerTo(request)))).toBe(`303 ${back}`);

  expect((await report()).status).toBe(200);
  expect((await app.session(reported)).endedReason).toBe("user");
  expect((await current(browser)).authenticated).toBe(true);
  expect(await app.db.listIdentities(user.id)).toHaveLength(1);
});
