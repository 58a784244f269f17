/** The endpoint that runs a scenario: who may, how often, and what is left of a run. */
import { expect, test } from "vitest";
import { SCENARIOS } from "@/lib/demo/lab/scenarios";
import { RATE_LIMITS } from "@/lib/server/rate-limit";
import { HOUR, install, onEveryEngine, SECOND } from "@/lib/server/testing/installation";
import { TestBrowser } from "@/lib/web/testing/browser";
import * as lab from "./[id]/route";

const run = (id: string, headers: Record<string, string> = {}) =>
  new TestBrowser().post(lab, `/api/demo/lab/${id}`, {}, { id, headers });

test("without DEMO there is no lab", async () => {
  install();
  expect(await run("lost-answer")).toMatchObject({ status: 404, json: { error: "not_found" } });
});

test.each(["nothing", "constructor", "__proto__", ""])("there is no scenario %j", async (id) => {
  install({ DEMO: "on" });
  expect((await run(id)).status).toBe(404);
});

test("another site's page can't run one", async () => {
  install({ DEMO: "on" });
  const answer = await run("lost-answer", { origin: "https://other.example" });
  expect(answer).toMatchObject({ status: 403, json: { error: "cross_site_request" } });
});

test("a scenario about device binding exists where there is some", async () => {
  install({ DEMO: "on", DEVICE_BINDING: "off" });
  expect((await run("stolen-bound")).status).toBe(404);
  expect((await run("stolen-late")).json.passed).toBe(true);
});

test("a visitor runs one at a time, and so many in a quarter of an hour", async () => {
  const app = install({ DEMO: "on" });
  const answers = await Promise.all([run("lost-answer"), run("lost-answer")]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 429]);
  const { count } = RATE_LIMITS.labRun;
  await app.db.count([{ key: "labRun:192.0.2.1", durationMs: HOUR, limit: count }]);
  for (let used = 2; used < count; used++)
    await app.db.count([{ key: "labRun:192.0.2.1", durationMs: HOUR, limit: count }]);
  expect(await run("lost-answer")).toMatchObject({ status: 429, json: { error: "rate_limited" } });
});

onEveryEngine((installHere) => {
  test("no run gives a token away or sets a cookie, and none leaves a user or an e-mail", async () => {
    const app = await installHere({ DEMO: "on" });
    for (const id of ["stolen-late", "password-changed", "stolen-bound"]) {
      const answer = await run(id);
      expect(answer).toMatchObject({ status: 200, json: { passed: true }, setCookies: [] });
      expect(answer.text).not.toMatch(/[\w-]{40,}|eyJ/);
    }
    expect(await app.db.deleteSandboxUsers(app.now + SECOND)).toEqual([]);
    expect(await app.db.listMail(null)).toEqual([]);
  });

  test("a run moves the time of no other user, and deletes none", async () => {
    const app = await installHere({ DEMO: "on" });
    const { session } = await app.openSession(await app.addUser("Ada"));
    const before = await app.session(session.id);
    expect((await run("laptop-asleep")).json.passed).toBe(true);
    await app.db.passSandboxTime(session.userId, HOUR);
    await app.db.deleteSandboxUser(session.userId);
    expect(await app.session(session.id)).toEqual(before);
  });
});

test("each scenario is named after its file", () => {
  for (const id of Object.keys(SCENARIOS)) expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
});
