import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { GET } from "./route";

const SISTER = "https://sister.example";

function open(query: string) {
  const url = `http://localhost:3000/embed/session${query}`;
  return GET(new NextRequest(url, { headers: { "x-internal-nonce": "N0nce" } }));
}

test("the page names the trusted origin it talks to, and loads one script", async () => {
  install({ TRUSTED_ORIGINS: `https://other.example,${SISTER}` });
  const answer = open(`?origin=${encodeURIComponent(SISTER)}`);
  expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await answer.text()).toBe(`<!doctype html>
<html lang="en" data-parent-origin="${SISTER}" data-cookie-prefix="latchkey_">
<meta charset="utf-8">
<title>Session</title>
<script type="module" nonce="N0nce" src="/embed-session.js"></script>
</html>
`);
});

test("it names the domain of shared cookies", async () => {
  install({ APP_URL: "https://app.example.com", COOKIE_DOMAIN: "example.com", TRUSTED_ORIGINS: SISTER });
  const page = await open(`?origin=${SISTER}`).text();
  expect(page).toContain('data-cookie-prefix="__Secure-latchkey_" data-cookie-domain="example.com">');
});

test.each([
  "",
  "?origin=",
  "?origin=null",
  "?origin=https://evil.example",
  "?origin=https://sister.example/",
  "?origin=https://sister.example:443",
  "?origin=https://SISTER.example",
  "?origin=http://sister.example",
  `?origin=${encodeURIComponent('https://sister.example"><script>')}`,
  "?origin=*",
])("%s gets no page", async (query) => {
  install({ TRUSTED_ORIGINS: SISTER });
  const answer = open(query);
  expect(answer.status).toBe(404);
  expect(await answer.text()).not.toContain("<");
});
