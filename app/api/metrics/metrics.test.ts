import { beforeEach, expect, test } from "vitest";
import { passwordQueue } from "@/lib/server/factors/password-hash";
import { startMetrics } from "@/lib/server/observability/metrics";
import { countStreams } from "@/lib/server/sessions/session-events";
import { overrideSingleton } from "@/lib/server/singleton";
import { type Installation, install, PASSWORD } from "@/lib/server/testing/installation";
import { type Route, TestBrowser } from "@/lib/web/testing/browser";
import * as login from "../auth/login/route";
import * as refresh from "../auth/refresh/route";
import * as session from "../sessions/[id]/route";
import * as metrics from "./route";

const TOKEN = "read-the-counters-with-this";
let app: Installation;

beforeEach(async () => {
  app = install({ METRICS_TOKEN: TOKEN });
  overrideSingleton("metrics", { metrics: null });
  await startMetrics(countStreams);
});

const read = (authorization: string | undefined = `Bearer ${TOKEN}`) =>
  new TestBrowser().get(metrics, "/api/metrics", authorization ? { headers: { authorization } } : {});

/** The lines of a counter that are not zero. */
async function linesOf(counter: string): Promise<string[]> {
  const { text } = await read();
  return text.split("\n").filter((line) => line.startsWith(`${counter}{`));
}

test("a sign-in, a refresh, a refusal and an end are counted", async () => {
  const ada = await app.addUser("Ada");
  const browser = new TestBrowser();
  const grant = await browser.post(login, "/api/auth/login", { email: ada.email, password: PASSWORD });
  await browser.post(refresh, "/api/auth/refresh");
  await new TestBrowser().post(refresh, "/api/auth/refresh");
  const id = grant.json.session.id as string;
  await browser.send(session as Route, "DELETE", `/api/sessions/${id}`, {
    id,
    headers: { authorization: `Bearer ${grant.json.accessToken}` },
  });

  expect(await linesOf("latchkey_requests_total")).toEqual(
    expect.arrayContaining([
      'latchkey_requests_total{method="POST",route="/api/auth/login",status="200",code=""} 1',
      'latchkey_requests_total{method="POST",route="/api/auth/refresh",status="200",code=""} 1',
      'latchkey_requests_total{method="POST",route="/api/auth/refresh",status="401",code="not_authenticated"} 1',
      'latchkey_requests_total{method="DELETE",route="/api/sessions/[id]",status="204",code=""} 1',
    ]),
  );
  expect(await linesOf("latchkey_events_total")).toEqual(
    expect.arrayContaining(['latchkey_events_total{event="session_ended",reason="signed_out"} 1']),
  );
});

test("no label names a user, a session or an address", async () => {
  const ada = await app.addUser("Ada");
  const browser = new TestBrowser();
  const { json } = await browser.post(login, "/api/auth/login", { email: ada.email, password: PASSWORD });
  await browser.send(session as Route, "PATCH", `/api/sessions/${json.session.id}`, {
    id: json.session.id,
    json: { label: "Desk" },
    headers: { authorization: `Bearer ${json.accessToken}` },
  });
  const { text } = await read();
  for (const secret of [json.session.id, ada.id, ada.email, "203.0.113", json.accessToken, TOKEN])
    expect(text).not.toContain(secret);
});

test("an error that no rule expects is counted and logged with its route, and its answer says nothing", async () => {
  await app.db.close();
  const ada = new TestBrowser();
  const answer = await ada.post(login, "/api/auth/login", { email: "ada@example.com", password: PASSWORD });
  expect(answer.json).toMatchObject({ error: "server_error" });
  expect(await linesOf("latchkey_errors_total")).toEqual(['latchkey_errors_total{source="api"} 1']);
  expect(app.logged.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({
      msg: "request failed",
      source: "api",
      route: "/api/auth/login",
      method: "POST",
    }),
  );
});

test.each([
  ["no token", undefined],
  ["a wrong one", "Bearer read-the-counters-with-that"],
  ["a longer one", `Bearer ${TOKEN}x`],
  ["another scheme", `Basic ${TOKEN}`],
])("%s is refused", async (_, authorization) => {
  const answer = await read(authorization ?? "");
  expect(answer.json).toMatchObject({ error: "not_authenticated" });
  expect(answer.status).toBe(401);
});

test("without the setting there is no such address", async () => {
  app.restart({ METRICS_TOKEN: "" });
  expect((await read()).status).toBe(404);
});

test("what goes on now is read with each request: streams, passwords being checked and passwords that wait", async () => {
  overrideSingleton("metrics", { metrics: null });
  await startMetrics(() => 3);
  Object.assign(passwordQueue(), { running: 2, waiting: [() => {}] });
  const { text } = await read();
  Object.assign(passwordQueue(), { running: 0, waiting: [] });
  expect(text.split("\n")).toEqual(
    expect.arrayContaining([
      "latchkey_streams 3",
      "latchkey_password_hashes_running 2",
      "latchkey_password_hashes_waiting 1",
    ]),
  );
});
