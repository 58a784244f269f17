/** The timeline of a device's token, and how ended devices ended. */
import { expect, test } from "vitest";
import { type Installation, install, MINUTE } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as refresh from "../auth/refresh/route";
import * as device from "./[id]/route";
import * as timeline from "./[id]/timeline/route";
import * as sessions from "./route";

async function signInBrowser(app: Installation, name = "Ada") {
  const user =
    (await app.db.findUserByEmail(`${name.toLowerCase()}@example.com`)) ?? (await app.addUser(name));
  const browser = new TestBrowser();
  const grant = await app.openSession(user, { rememberMe: true });
  await browser.signInWith(grant);
  return { browser, user, id: grant.session.id };
}

const look = (browser: TestBrowser, id: string) =>
  browser.get(timeline, `/api/sessions/${id}/timeline`, { id });

const CHROME_ON_WINDOWS =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36";

test("the timeline shows every refresh to the minute, and marks the repeated answer and the reuse", async () => {
  const app = install();
  const thief = await signInBrowser(app);
  const owner = await signInBrowser(app);
  const at = (minutes: number) => new Date(started + minutes * MINUTE).toISOString();
  const started = app.now;

  app.pass(5 * MINUTE + 12_345);
  const before = thief.browser.copy();
  await thief.browser.post(refresh, "/api/auth/refresh", undefined, { loseAnswer: true });
  await thief.browser.post(refresh, "/api/auth/refresh");
  app.pass(5 * MINUTE);
  await thief.browser.post(refresh, "/api/auth/refresh");
  app.pass(5 * MINUTE);
  await before.post(refresh, "/api/auth/refresh");

  await owner.browser.post(refresh, "/api/auth/refresh");
  expect((await look(owner.browser, thief.id)).json).toEqual({
    startedAt: at(0),
    endedAt: at(15),
    generations: [
      { generation: 0, at: at(0), repeated: false },
      { generation: 1, at: at(5), repeated: true },
      { generation: 2, at: at(10), repeated: false },
    ],
    reusedAt: at(15),
  });
});

test("another user's device is 404", async () => {
  const app = install();
  const ada = await signInBrowser(app);
  const grace = await signInBrowser(app, "Grace");
  expect((await look(grace.browser, ada.id)).json.error).toBe("not_found");
  expect((await look(grace.browser, "unknown")).json.error).toBe("not_found");
});

test("the history says who ended a device and from where; a limit has no actor", async () => {
  const app = install();
  const [here, there] = [await signInBrowser(app), await signInBrowser(app)];
  await here.browser.send(device, "DELETE", `/api/sessions/${there.id}`, {
    id: there.id,
    headers: { "user-agent": CHROME_ON_WINDOWS },
  });
  app.pass(15 * 24 * 60 * MINUTE);
  const later = await signInBrowser(app);
  const { json } = await later.browser.get(sessions, "/api/sessions?status=ended");
  expect(
    json.sessions.map(({ id, endedReason, endedBy, endedFrom }: Record<string, unknown>) => ({
      id,
      endedReason,
      endedBy,
      endedFrom,
    })),
  ).toEqual([
    { id: here.id, endedReason: "idle", endedBy: null, endedFrom: null },
    { id: there.id, endedReason: "user", endedBy: "you", endedFrom: "Chrome on Windows" },
  ]);
});
