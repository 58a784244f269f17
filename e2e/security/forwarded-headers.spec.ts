import { signUpOverHttp } from "@/e2e/support/accounts";
import { storedUserData } from "@/e2e/support/database";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { lastMail } from "@/e2e/support/outbox";

test("Host and X-Forwarded-* headers change no URL, issuer or cookie", async ({ server }) => {
  const { account } = await signUpOverHttp(server);
  const lies = {
    Host: "evil.example",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Port": "444",
    Forwarded: "host=evil.example;proto=https",
    "X-Original-Host": "evil.example",
  };
  const browser = new HttpBrowser(server);
  for (const path of ["/", "/login", "/nowhere", "/login?returnTo=/profile"]) {
    const page = await browser.visit(path, { headers: lies });
    expect(page.text + JSON.stringify(page.headers), path).not.toContain("evil.example");
  }
  const { email, password } = account;
  const answer = await browser.post("/api/auth/login", { email, password }, { headers: lies });
  expect(answer.status).toBe(200);
  const claims = JSON.parse(Buffer.from(answer.json.accessToken.split(".")[1], "base64url").toString());
  expect(claims.iss).toBe(server.origin);
  expect(answer.setCookies.join()).not.toMatch(/secure|domain|evil/i);
  // The links of e-mails lead to the app, whatever host the request that causes them names.
  await browser.post("/api/auth/password-reset", { email }, { headers: lies });
  expect((await lastMail(server, email)).link).toMatch(new RegExp(`^${server.origin}/reset-password#token=`));
  const { attempt } = (await browser.post("/api/auth/attempts", { email }, { headers: lies })).json;
  await browser.post(`/api/auth/attempts/${attempt.id}/email-code`, undefined, { headers: lies });
  expect((await lastMail(server, email)).link).toMatch(new RegExp(`^${server.origin}/login/link#ticket=`));
  // A forged Host header does not turn a foreign Origin into the app's own.
  const headers = { ...lies, Origin: "https://evil.example" };
  expectRefusal(await browser.post("/api/auth/logout", undefined, { headers }), 403, "cross_site_request");
});

test("a spoofed X-Forwarded-For address is neither recorded nor used", async ({ server }) => {
  const { account, userId } = await signUpOverHttp(server);
  const lies = {
    "X-Forwarded-For": "203.0.113.7",
    "X-Real-IP": "203.0.113.7",
    "CF-Connecting-IP": "203.0.113.7",
    "True-Client-IP": "203.0.113.7",
    Forwarded: "for=203.0.113.7",
    "x-internal-peer": "203.0.113.7",
  };
  const { email, password } = account;
  const browser = new HttpBrowser(server);
  await browser.post("/api/auth/login", { email, password: "not the password at all" }, { headers: lies });
  const answer = await browser.post("/api/auth/login", { email, password }, { headers: lies });
  expect(["127.0.0.1", "::1"]).toContain(answer.json.session.ipAddress);
  expect(JSON.stringify(storedUserData(server, userId))).not.toContain("203.0.113.7");
});
