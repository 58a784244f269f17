import { administrator, signInOverHttp, signUpOverHttp } from "@/e2e/support/accounts";
import { expectRefusal } from "@/e2e/support/expect-response";
import { HttpBrowser } from "@/e2e/support/http-browser";
import { expect, test } from "@/e2e/support/http-test";

test("stored and reflected XSS: names, labels, user agents and queries are escaped", async ({ server }) => {
  const svg = "<svg onload=alert(1)>";
  const { account, userId } = await signUpOverHttp(server, { name: svg });
  const browser = new HttpBrowser(server, { userAgent: `${svg} "><script>alert(2)</script>` });
  await signInOverHttp(server, account, { browser });
  const session = (await browser.get("/api/session")).json.session.id;
  expect((await browser.patch(`/api/sessions/${session}`, { label: svg })).status).toBe(200);
  const admin = await signInOverHttp(server, administrator);
  const pages = [
    await browser.visit("/dashboard"),
    await browser.visit("/profile"),
    await browser.visit("/profile/activity"),
    await admin.visit(`/admin/users/${userId}`),
    await browser.visit(`/login?reason=${encodeURIComponent(svg)}&returnTo=${encodeURIComponent(`/${svg}`)}`),
  ];
  for (const { status, text } of pages) {
    expect(status).toBe(200);
    expect(text).not.toMatch(/<svg onload|<script>alert/);
  }
  const odd = ["\u0007bell", "line\nbreak", "\u202egnp.exe", "\u2028"];
  for (const label of odd) {
    expectRefusal(await browser.patch(`/api/sessions/${session}`, { label }), 400, "invalid_request");
  }
});
