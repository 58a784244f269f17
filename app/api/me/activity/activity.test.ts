/** The activity of an account, page by page. */
import { expect, test } from "vitest";
import { install } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as me from "../route";
import * as activity from "./route";

async function signInBrowser(app = install({ RATE_LIMIT: "off" }), name = "Ada") {
  const browser = new TestBrowser();
  await browser.signInWith(await app.openSession(await app.addUser(name)));
  return { app, browser };
}

const read = (browser: TestBrowser, query = "") => browser.get(activity, `/api/me/activity${query}`);

test("lists what happened, newest first, and a cursor leads to the next page", async () => {
  const { app, browser } = await signInBrowser();
  for (let change = 0; change < 35; change += 1) {
    app.pass(1);
    await browser.send(me, "PATCH", "/api/me", { json: { name: `Ada ${change}` } });
  }
  const first = await read(browser);
  expect(Object.keys(first.json).sort()).toEqual(["entries", "nextCursor"]);
  const second = await read(browser, `?cursor=${encodeURIComponent(first.json.nextCursor)}`);
  expect([first.json.entries.length, second.json.entries.length, second.json.nextCursor]).toEqual([
    30,
    6,
    null,
  ]);
  expect(second.json.entries.at(-1)).toMatchObject({ event: "signed_in_new_browser", byOther: false });
  expect(Object.keys(first.json.entries[0]).sort().join(" ")).toBe(
    "at byOther device event id ipAddress reason sessionId",
  );
});

test("a cursor of another account shows only one's own entries", async () => {
  const { app, browser } = await signInBrowser();
  const grace = await signInBrowser(app, "Grace");
  const { entries } = (await read(grace.browser)).json;
  const cursor = `${Date.parse(entries[0].at) + 1}-${entries[0].id}`;
  const own = (await read(browser, `?cursor=${cursor}`)).json.entries;
  expect(own.map(({ id }: { id: string }) => id)).toEqual((await read(browser)).json.entries.map(idOf));
  expect(own.map(idOf)).not.toContain(entries[0].id);
});

const idOf = ({ id }: { id: string }) => id;

test("a cursor that is none is refused, and so is a caller without a token", async () => {
  const { browser } = await signInBrowser();
  for (const bad of ["", "x", "1", "1-", "-1", "1-2-3", "1e3-1", "1-9999999999999999", " 1-1", "1-1%00"])
    expect(await read(browser, `?cursor=${bad}`)).toMatchObject({
      status: 400,
      json: { error: "invalid_request", details: { issues: [{ path: "cursor" }] } },
    });
  expect((await read(browser, "?cursor=999999999999999-999999999999999")).status).toBe(200);
  expect((await read(new TestBrowser())).status).toBe(401);
});
