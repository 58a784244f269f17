/** The links in e-mails: which host they lead to, and that nothing but a POST opens them. */
import { expect, test } from "vitest";
import { type Installation, install, PASSWORD } from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { snapshot } from "../every-route.fixture";
import { StepBrowser } from "./attempts/attempts.fixture";
import * as notMe from "./not-me/route";
import * as confirm from "./password-reset/confirm/route";
import * as reset from "./password-reset/route";
import * as ticket from "./ticket/route";

const EMAIL = "ada@example.com";

/** Has a link of each kind sent: to reset the password, to sign in, to sign up, and about a sign-in on a new browser. */
async function sendLinks(browser: StepBrowser, headers: Record<string, string> = {}): Promise<void> {
  await browser.post(reset, "/api/auth/password-reset", { email: EMAIL }, { headers });
  await browser.begin(EMAIL, {}, { headers });
  await browser.step("email-code", undefined, undefined, { headers });
  await browser.signUp({ email: "grace@example.com" }, { headers });
  await browser.logIn({ email: EMAIL, password: PASSWORD }, { headers });
}

async function setUp(settings = {}) {
  const app = install({ EMAIL_VERIFICATION: "on", ...settings });
  await app.addUser("Ada");
  return { app, browser: new StepBrowser() };
}

const mails = async (app: Installation) => [
  ...(await readMail(app, EMAIL)),
  ...(await readMail(app, "grace@example.com")),
];

test("GET and HEAD, as a mail scanner sends them, change nothing in the database", async () => {
  const { app, browser } = await setUp();
  await sendLinks(browser);
  const links = await mails(app);
  expect(links.filter((mail) => mail.ticket !== "")).toHaveLength(4);
  const before = snapshot(app);
  for (const from of [browser, new StepBrowser()]) {
    for (const method of ["GET", "HEAD"]) {
      for (const mail of links) {
        const query = `?token=${mail.ticket}&ticket=${mail.ticket}`;
        for (const [route, path] of [
          [reset, "/api/auth/password-reset"],
          [confirm, "/api/auth/password-reset/confirm"],
          [ticket, "/api/auth/ticket"],
          [notMe, "/api/auth/not-me"],
        ] as const)
          expect((await from.send(route, method, path + query)).status).toBe(405);
      }
    }
  }
  expect(snapshot(app)).toBe(before);
});

test("no header reaches a link: its host is that of APP_URL", async () => {
  const { app, browser } = await setUp({ APP_URL: "https://app.example.com" });
  await sendLinks(browser, {
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "http",
    "x-original-host": "evil.example",
    forwarded: "host=evil.example;proto=http",
    referer: "https://evil.example/",
  });
  const links = (await mails(app)).map(({ link }) => link?.replace(/#.*/, "#"));
  expect(links.sort()).toEqual([
    "https://app.example.com/login/link#",
    "https://app.example.com/login/link#",
    "https://app.example.com/not-me#",
    "https://app.example.com/reset-password#",
  ]);
});
