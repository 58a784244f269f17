import { signUpOverHttp } from "@/e2e/support/accounts";
import { readActionForm } from "@/e2e/support/action-form";
import { storedUserData } from "@/e2e/support/database";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";
import { stateChangingRequests } from "@/e2e/support/state-changing-requests";

/** The headers of a request that a page of another site sends. */
const foreign: Record<string, string | undefined>[] = [
  { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" },
  { "Sec-Fetch-Site": "same-site", Origin: "https://sibling.localhost" },
  { "Sec-Fetch-Site": "none", Origin: undefined },
  { "Sec-Fetch-Site": "cross-site", Origin: undefined },
  { "Sec-Fetch-Site": "same-origin", Origin: "https://evil.example" },
  { "Sec-Fetch-Site": "same-origin", Origin: "null" },
  { "Sec-Fetch-Site": undefined, Origin: "null" },
  { "Sec-Fetch-Site": undefined, Origin: "https://evil.example" },
  { "Sec-Fetch-Site": undefined, Origin: "http://localhost.evil.example" },
  { "Sec-Fetch-Site": undefined, Origin: "http://localhost" },
  { "Sec-Fetch-Site": "same-origin, same-origin", Origin: undefined },
];

test("every state-changing endpoint refuses a cross-site request (CSRF), and changes nothing", async ({
  server,
}) => {
  const { account, browser, userId } = await signUpOverHttp(server);
  const session = (await browser.get("/api/session")).json.session.id;
  const stored = storedUserData(server, userId);
  for (const [method, pattern, body] of stateChangingRequests) {
    const path = pattern.replace("{session}", session).replace("{user}", userId);
    const json = body && JSON.parse(JSON.stringify(body).replace("{password}", account.password));
    for (const headers of foreign) {
      for (const sender of [browser, new HttpBrowser(server)]) {
        expectRefusal(await sender.send(method, path, json, { headers }), 403, "cross_site_request");
      }
    }
    // The content types that a form of another site can send without a preflight request.
    for (const type of [
      "text/plain",
      "application/x-www-form-urlencoded",
      "multipart/form-data; boundary=x",
    ]) {
      const headers = { ...foreign[0], "Content-Type": type };
      expectRefusal(await browser.send(method, path, json, { headers }), 403, "cross_site_request");
    }
  }
  expect(storedUserData(server, userId)).toEqual(stored);
});

test("no CORS header allows another site to read a response", async ({ server }) => {
  const { browser } = await signUpOverHttp(server);
  for (const Origin of ["https://evil.example", "null"]) {
    const answer = await browser.get("/api/me", { headers: { Origin, "Sec-Fetch-Site": "cross-site" } });
    const asked = await browser.send("OPTIONS", "/api/me", undefined, {
      headers: { Origin, "Access-Control-Request-Method": "PATCH" },
    });
    for (const { headers } of [answer, asked]) {
      expect(Object.keys(headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    }
  }
});

test("a client that is not a browser needs neither Origin nor Sec-Fetch-Site", async ({ server }) => {
  const { account } = await signUpOverHttp(server);
  const { email, password } = account;
  const headers = { Origin: undefined, "Sec-Fetch-Site": undefined };
  const answer = await new HttpBrowser(server).post("/api/auth/login", { email, password }, { headers });
  expect(answer.status).toBe(200);
});

test("login CSRF: the sign-in form is refused from another site, and sets no cookie", async ({ server }) => {
  const { account } = await signUpOverHttp(server);
  const browser = new HttpBrowser(server);
  const form = await readActionForm(browser, "/login");
  const { body, headers } = form.request({ email: account.email, password: account.password });
  for (const foreignHeaders of foreign) {
    for (const byScript of [{}, { "Next-Action": form.actionId }]) {
      const answer = await browser.post("/login", undefined, {
        body,
        headers: { ...headers, ...foreignHeaders, ...byScript },
      });
      expect([answer.status, answer.setCookies], JSON.stringify(foreignHeaders)).toEqual([403, []]);
    }
  }
  const ours = await browser.post("/login", undefined, { body, headers });
  expect(ours.status).toBe(303);
  expect((await browser.get("/api/session")).json.authenticated).toBe(true);
});

test("logout CSRF: the sign-out form is refused from another site, and works from the app", async ({
  server,
}) => {
  const { browser } = await signUpOverHttp(server);
  const { body, headers } = (await readActionForm(browser, "/dashboard")).request({});
  for (const foreignHeaders of foreign) {
    const answer = await browser.post("/dashboard", undefined, {
      body,
      headers: { ...headers, ...foreignHeaders },
    });
    expect([answer.status, answer.setCookies], JSON.stringify(foreignHeaders)).toEqual([403, []]);
  }
  expect((await browser.get("/api/session")).json.authenticated).toBe(true);
  const before = browser.steal();
  const ours = await browser.post("/dashboard", undefined, { body, headers });
  expect(ours.headers.location).toBe("/login?reason=signed_out");
  expectRefusal(await before.get("/api/me"), 401, "session_revoked", "signed_out");
});
