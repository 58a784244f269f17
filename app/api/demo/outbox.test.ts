/** The mailbox of the demo, as a browser sees it. */
import { expect, test } from "vitest";
import { install, PASSWORD } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as login from "../auth/login/route";
import * as reset from "../auth/password-reset/route";
import * as outbox from "./outbox/route";

const EMAIL = "ada@example.com";

async function setUp(settings = {}) {
  const app = install(settings);
  await app.addUser("Ada");
  return { app, browser: new TestBrowser() };
}

const list = (query = "") => new TestBrowser().get(outbox, `/api/demo/outbox${query}`);

test("shows the messages to an address, the newest first, with code and link", async () => {
  const { app, browser } = await setUp({ DEMO: "on" });
  await browser.post(reset, "/api/auth/password-reset", { email: EMAIL });
  app.pass(1000);
  await browser.post(login, "/api/auth/login", { email: EMAIL, password: PASSWORD });
  const { status, json } = await list(`?to=${encodeURIComponent("Ada@Example.com")}`);
  expect(status).toBe(200);
  expect(json.messages).toEqual([
    {
      id: expect.any(String),
      to: EMAIL,
      subject: "New sign-in to your account",
      text: expect.stringContaining("on a browser that is new to it"),
      code: null,
      link: expect.stringMatching(/^http:\/\/localhost:3000\/not-me#ticket=[\w-]{43}$/),
      sentAt: new Date(app.now).toISOString(),
    },
    expect.objectContaining({
      subject: "Reset your password",
      link: expect.stringMatching(/^http:\/\/localhost:3000\/reset-password#token=[\w-]{43}$/),
    }),
  ]);
  expect(json.messages[0].text).toContain(json.messages[0].link);
  expect((await list("?to=grace@example.com")).json).toEqual({ messages: [] });
  expect((await list()).json.messages).toHaveLength(2);
  await browser.post(reset, "/api/auth/password-reset", { email: "nobody@example.com" });
  expect((await list("?to=")).json).toEqual({ messages: [] });
});

test("does not exist without DEMO", async () => {
  await setUp();
  expect(await list(`?to=${EMAIL}`)).toMatchObject({ status: 404, json: { error: "not_found" } });
});
