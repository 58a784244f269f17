/** Downloading one's data, as a browser sees it. Which data that is: lib/server/account/account-data.test.ts. */
import { expect, test } from "vitest";
import { install, MINUTE } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../auth/refresh/route";
import { snapshot } from "../every-route.fixture";
import { actAsAda } from "../impersonation.fixture";
import * as activity from "./activity/route";
import * as download from "./export/route";

const get = (browser: TestBrowser) => browser.get(download, "/api/me/export");

async function signedIn() {
  const app = install();
  const browser = new TestBrowser();
  const ada = await app.addUser("Ada");
  await browser.signInWith(await app.openSession(ada));
  return { app, browser, ada };
}

test("is a file: not kept, not read as another type, and with a name", async () => {
  const { browser, ada } = await signedIn();
  const { status, headers, json } = await get(browser);
  expect(status).toBe(200);
  expect(json).toMatchObject({
    format: "latchkey-account",
    version: 1,
    account: { id: ada.id, name: "Ada" },
  });
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-type": "application/json; charset=utf-8",
    "content-disposition": 'attachment; filename="latchkey-account-2030-01-01.json"',
    "cache-control": "private, no-store",
    "x-content-type-options": "nosniff",
  });
});

test("leaves an event and an e-mail, and nothing else; a HEAD leaves nothing", async () => {
  const { app, browser, ada } = await signedIn();
  const before = JSON.parse(snapshot(app)) as unknown[][];
  const head = await browser.send(download, "HEAD", "/api/me/export");
  expect(head).toMatchObject({ status: 200, text: "" });
  expect(JSON.parse(snapshot(app))).toEqual(before);
  await get(browser);
  const after = JSON.parse(snapshot(app)) as unknown[][];
  const grown = after.map((rows, at) => rows.length - (before[at]?.length ?? 0));
  expect(grown.filter((rows) => rows !== 0)).toEqual([1, 1]);
  expect((await browser.get(activity, "/api/me/activity")).json.entries[0]).toMatchObject({
    event: "data_exported",
  });
  expect(await app.db.listMail(ada.email)).toMatchObject([
    { template: "data_exported", recipient: ada.email },
  ]);
});

test.each([
  [
    "a link on another site",
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
  ],
  [
    "a link of ours",
    { "sec-fetch-site": "same-origin", "sec-fetch-mode": "navigate", "sec-fetch-dest": "document" },
  ],
  ["a prefetch", { "sec-fetch-site": "same-origin", "sec-purpose": "prefetch" }],
  [
    "a picture on another site",
    { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "image" },
  ],
])(
  "%s has the cookies and no access token: nothing is given, and nothing is recorded",
  async (_, headers) => {
    const { app, browser } = await signedIn();
    const before = snapshot(app);
    const answer = await browser.get(download, "/api/me/export", { headers, bearer: null });
    expect(answer).toMatchObject({ status: 401, json: { error: "not_authenticated" } });
    expect(snapshot(app)).toBe(before);
  },
);

test("needs a user, a recent sign-in, and no administrator in between", async () => {
  const { app, browser } = await signedIn();
  expect(await get(new TestBrowser())).toMatchObject({ status: 401, json: { error: "not_authenticated" } });
  app.pass(15 * MINUTE - 2);
  await browser.post(refresh, "/api/auth/refresh");
  app.pass(2);
  expect(await get(browser)).toMatchObject({ status: 403, json: { error: "reauthentication_required" } });
  const acting = await actAsAda(install());
  expect(await get(acting.browser)).toMatchObject({ json: { error: "forbidden_while_impersonating" } });
});

test("is given ten times a day", async () => {
  const { browser } = await signedIn();
  for (let at = 0; at < 10; at += 1) expect((await get(browser)).status).toBe(200);
  expect(await get(browser)).toMatchObject({ status: 429, json: { error: "rate_limited" } });
});
