import { afterEach, describe, expect, test, vi } from "vitest";
import { USER_LIMITS } from "@/lib/session/user-limits";
import { withIdempotencyKey } from "./idempotency";
import { refusal } from "./testing/expectations";
import { install, SECOND } from "./testing/installation";

const AWAY = Object.assign(new Error("away"), { name: "DatabaseUnavailable" });
const identity = {
  key: "key",
  userId: "ada",
  apiKeyId: null,
  method: "PATCH",
  path: "/api/me",
  body: new Uint8Array(),
};
const plain = { status: 200, body: "{}" };

afterEach(() => void vi.useRealTimers());

/** A request that counts how often it was processed. */
function request() {
  const work = vi.fn(async () => ({ response: "done", store: plain as typeof plain | null }));
  return { work, send: () => withIdempotencyKey(identity, work) };
}

/** A request whose processing ends when `finish` is called. */
function slow() {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  const { promise: work, resolve } = Promise.withResolvers<void>();
  const done = withIdempotencyKey(identity, () => work.then(() => ({ response: "slow", store: plain })));
  return { done, finish: resolve };
}

describe("while the first request is being processed", () => {
  test("a repeat is told to retry in a second", async () => {
    install();
    const { done, finish } = slow();
    const { send, work } = request();
    expect(await send()).toEqual({ code: "request_in_progress", details: { retryAfter: 1 } });
    finish();
    expect(await done).toEqual({ response: "slow" });
    expect(await send()).toEqual({ replay: plain });
    expect(work).not.toHaveBeenCalled();
  });

  test("a repeat waits also where no more responses may be stored, and what is allowed then is processed", async () => {
    const app = install();
    const { done, finish } = slow();
    const place = { userId: "ada", holder: "holder", requestHash: "hash", createdAt: app.now };
    for (let n = 1; n < USER_LIMITS.storedResponse.count; n += 1)
      await app.db.takeKey({ ...place, id: `place ${n}` }, { expired: 0, abandoned: 0 }, () => null);
    const work = vi.fn(async () => ({ response: "done", store: plain }));
    const send = (key: string, allowedWhenStoreIsFull: boolean) =>
      withIdempotencyKey({ ...identity, key }, work, { allowedWhenStoreIsFull });
    expect(refusal(await send("key", true))).toBe("request_in_progress");
    expect(refusal(await send("another", false))).toBe("rate_limited");
    expect(work).not.toHaveBeenCalled();
    for (let times = 0; times < 2; times += 1)
      expect(await send("another", true)).toEqual({ response: "done" });
    expect(work).toHaveBeenCalledTimes(2);
    finish();
    await done;
    expect(await send("key", true)).toEqual({ replay: plain });
  });

  test("a repeat is not processed, even when the first takes long", async () => {
    const app = install();
    const holdKey = vi.spyOn(app.db, "holdKey");
    const { done, finish } = slow();
    const { send } = request();
    await send();
    for (let passed = 0; passed < 60; passed += 2) {
      app.pass(2 * SECOND);
      vi.advanceTimersByTime(2 * SECOND);
      await Promise.all(holdKey.mock.results.map(({ value }) => value));
    }
    expect(refusal(await send())).toBe("request_in_progress");
    finish();
    await done;
    expect(vi.getTimerCount()).toBe(0);
  });

  test("the key can be taken six seconds after its process died", async () => {
    const app = install();
    slow();
    const { send } = request();
    await send();
    app.restart();
    app.pass(6 * SECOND);
    expect(refusal(await send())).toBe("request_in_progress");
    app.pass(1);
    expect(await send()).toEqual({ response: "done" });
  });
});

describe("the database becomes unavailable", () => {
  test("during a request: it can be repeated as soon as the database is back", async () => {
    const app = install();
    const { send, work } = request();
    work.mockRejectedValueOnce(AWAY);
    vi.spyOn(app.db, "releaseKey").mockRejectedValueOnce(AWAY);
    await expect(send()).rejects.toThrow("away");
    expect(await send()).toEqual({ response: "done" });
  });

  test("before the response is stored: the request is answered, and a repeat is not processed again", async () => {
    const app = install();
    const { send, work } = request();
    vi.spyOn(app.db, "keepAnswer").mockRejectedValueOnce(AWAY);
    expect(await send()).toEqual({ response: "done" });
    expect(await send()).toEqual({ replay: plain });
    expect(work).toHaveBeenCalledTimes(1);
  });

  test("and stays so: the result is stored later", async () => {
    const app = install();
    const { send, work } = request();
    vi.spyOn(app.db, "keepAnswer").mockRejectedValueOnce(AWAY).mockRejectedValueOnce(AWAY);
    await send();
    await expect(send()).rejects.toThrow("away");
    expect(await send()).toEqual({ replay: plain });
    expect(work).toHaveBeenCalledTimes(1);
  });
});

test("a request that failed, or whose response is not stored, is processed again when it is repeated", async () => {
  install();
  const { send, work } = request();
  work.mockRejectedValueOnce(new Error("a bug")).mockResolvedValueOnce({ response: "503", store: null });
  await expect(send()).rejects.toThrow("a bug");
  expect([await send(), await send()]).toEqual([{ response: "503" }, { response: "done" }]);
});
