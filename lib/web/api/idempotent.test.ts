import { expect, test, vi } from "vitest";
import { DAY } from "@/lib/server/testing/installation";
import type { ErrorCode } from "@/lib/session/errors";
import { fail } from "@/lib/session/failure";
import { validation } from "@/lib/texts/en/validation";
import { jsonResponse } from "@/lib/web/request/responses";
import type { RouteResult } from "./handler";
import { authenticated, route } from "./route";
import { CANARY, signedIn } from "./route.fixture";

/** An endpoint whose work is counted, and a caller who sends the same request to it again and again. */
async function counted(first: RouteResult, options: { secretAnswer?: true } = {}) {
  const { app, browser } = await signedIn();
  const work = vi.fn(async (): Promise<RouteResult> => jsonResponse({ done: true }));
  work.mockResolvedValueOnce(first);
  const endpoint = route({ POST: authenticated({ ...options, handle: work }) });
  const send = (key = "one") =>
    browser.post(endpoint, "/api/x", undefined, { headers: { "idempotency-key": key } });
  return { app, work, send };
}

test.each<ErrorCode>(["not_found", "invalid_request"])("%s is answered again", async (code) => {
  const { work, send } = await counted(fail(code));
  const { status, json } = await send();
  expect(await send()).toMatchObject({ status, json });
  expect(work).toHaveBeenCalledTimes(1);
});

test.each<ErrorCode>([
  "session_expired",
  "forbidden",
  "superseded",
  "rate_limited",
  "server_error",
  "unavailable",
])("after %s the request is done when it is sent again", async (code) => {
  const { work, send } = await counted(fail(code));
  expect((await send()).json.error).toBe(code);
  expect(await send()).toMatchObject({ status: 200, json: { done: true } });
  expect(await send()).toMatchObject({ status: 200, json: { done: true } });
  expect(work).toHaveBeenCalledTimes(2);
});

test("a secret is answered once: a repeat is told that the request was done, and the secret is stored nowhere", async () => {
  const { app, work, send } = await counted(jsonResponse({ secret: CANARY }, { status: 201 }), {
    secretAnswer: true,
  });
  const keep = vi.spyOn(app.db, "keepAnswer");
  expect(await send()).toMatchObject({ status: 201, json: { secret: CANARY } });
  for (let repeats = 0; repeats < 2; repeats += 1)
    expect(await send()).toMatchObject({ status: 409, json: { error: "already_done" } });
  expect(work).toHaveBeenCalledTimes(1);
  expect(JSON.stringify(keep.mock.calls)).not.toContain(CANARY);
  expect(await app.db.sweepAnswers(app.now + DAY)).toBe(1);
  expect((await send("another")).status).toBe(200);
});

test("a refusal of an endpoint with a secret is answered again, and one for the moment is not", async () => {
  const missing = await counted(fail("not_found"), { secretAnswer: true });
  expect([(await missing.send()).status, (await missing.send()).status]).toEqual([404, 404]);
  const early = await counted(fail("reauthentication_required"), { secretAnswer: true });
  expect([(await early.send()).status, (await early.send()).status]).toEqual([403, 200]);
});

test("what is wrong with a body is said in the language of the request, also of one with a key", async () => {
  const { browser } = await signedIn();
  const issues = [{ path: "text", message: validation.plainText }];
  const refusing = authenticated({ handle: async () => fail("invalid_request", { issues }) });
  const endpoint = route({ POST: refusing });
  for (const key of [undefined, "one"]) {
    const headers = { "accept-language": "de", ...(key && { "idempotency-key": key }) };
    const { json } = await browser.post(endpoint, "/api/x", undefined, { headers });
    expect(json.details).toEqual({ issues: [{ path: "text", message: "Nur einfacher Text ist möglich." }] });
  }
});
