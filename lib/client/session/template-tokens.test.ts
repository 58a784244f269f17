import { beforeEach, describe, expect, test, vi } from "vitest";
import { FakeBrowser } from "@/lib/client/fakes/fake-browser";
import { gate, settle } from "@/lib/client/fakes/fake-clock";
import { ada, json, sessionOf, signedIn } from "@/lib/client/fakes/fake-server";
import { AuthError } from "@/lib/client/http/auth-error";
import { initialState } from "./auth-state";
import { createTemplateTokens } from "./template-tokens";

const grace = { ...ada, id: "u-grace" };

let clock = { monotonic: 0, device: 1_000_000 };
let current = initialState(signedIn);
let issued = 0;
const call = vi.fn();
const client = {
  call: <T>(...asked: unknown[]) => call(...asked) as Promise<T>,
  state: { get: () => current },
};

/** The answer to a request for a token that is good for so many seconds. */
const answer = async (expiresIn = 30) => ({ token: `token-${++issued}`, expiresIn });

function create() {
  return createTemplateTokens(client, { now: () => clock.monotonic, dateNow: () => clock.device });
}

function pass(milliseconds: number): void {
  clock = { monotonic: clock.monotonic + milliseconds, device: clock.device + milliseconds };
}

function signIn(user: typeof ada, sessionId: string): void {
  current = { ...current, user, session: sessionOf(sessionId, true) };
}

beforeEach(() => {
  clock = { monotonic: 0, device: 1_000_000 };
  current = initialState(signedIn);
  issued = 0;
  call.mockReset().mockImplementation(() => answer());
});

describe("a token is asked for once", () => {
  test("for a template, by its name", async () => {
    const { getToken } = create();
    expect([await getToken("realtime"), await getToken("realtime")]).toEqual(["token-1", "token-1"]);
    expect([await getToken("reports"), await getToken("realtime")]).toEqual(["token-2", "token-1"]);
    expect(call.mock.calls).toEqual(
      ["realtime", "reports"].map((template) => [
        "/api/session/token",
        { method: "POST", body: { template } },
      ]),
    );
  });

  test("by however many callers at once", async () => {
    const { getToken } = create();
    const slow = gate<{ token: string; expiresIn: number }>();
    call.mockReturnValueOnce(slow.promise);
    const waiting = Promise.all(Array.from({ length: 20 }, () => getToken("realtime")));
    await settle();
    slow.open(await answer());
    expect(new Set(await waiting)).toEqual(new Set(["token-1"]));
    expect(call).toHaveBeenCalledTimes(1);
  });
});

describe("a token is replaced", () => {
  test("five seconds before it expires, counted from the request", async () => {
    const { getToken } = create();
    call.mockImplementationOnce(() => {
      pass(2_000); // the answer takes its time
      return answer(30);
    });
    await getToken("realtime");
    pass(22_999);
    expect(await getToken("realtime")).toBe("token-1");
    pass(1);
    expect(await getToken("realtime")).toBe("token-2");
  });

  test("after half of its life, if that is short", async () => {
    const { getToken } = create();
    call.mockImplementation(() => answer(4));
    await getToken("realtime");
    pass(1_999);
    expect(await getToken("realtime")).toBe("token-1");
    pass(1);
    expect(await getToken("realtime")).toBe("token-2");
  });

  test("when the device has slept, and when its clock was set back", async () => {
    const { getToken } = create();
    await getToken("realtime");
    clock.device += 60_000; // the other clock stood still
    expect(await getToken("realtime")).toBe("token-2");
    clock.device -= 3_600_000;
    clock.monotonic += 25_000;
    expect(await getToken("realtime")).toBe("token-3");
  });

  test("at once, if it came with no life left", async () => {
    const { getToken } = create();
    call.mockImplementationOnce(() => answer(0));
    expect([await getToken("realtime"), await getToken("realtime")]).toEqual(["token-1", "token-2"]);
  });
});

test("a failure is not kept, and reaches every caller that waited", async () => {
  const { getToken } = create();
  call.mockRejectedValueOnce(new AuthError("unavailable"));
  const failed = await Promise.allSettled([getToken("realtime"), getToken("realtime")]);
  expect(failed.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(call).toHaveBeenCalledTimes(1);
  expect(await getToken("realtime")).toBe("token-1");
});

describe("a token of another session is never returned", () => {
  test("from the cache", async () => {
    const { getToken } = create();
    await getToken("realtime");
    signIn(ada, "s-2");
    expect(await getToken("realtime")).toBe("token-2");
    signIn(ada, "s-1");
    expect(await getToken("realtime")).toBe("token-3");
  });

  test("when the same user signs in again while it is asked for: it is asked for anew, once", async () => {
    const { getToken } = create();
    const slow = gate<{ token: string; expiresIn: number }>();
    call.mockReturnValueOnce(slow.promise);
    const early = getToken("realtime");
    await settle();
    signIn(ada, "s-2");
    const later = getToken("realtime");
    slow.open({ token: "of-s-1", expiresIn: 30 });
    expect([await early, await later, await getToken("realtime")]).toEqual(["token-1", "token-1", "token-1"]);
    expect(call).toHaveBeenCalledTimes(2);
  });

  test("when another user signs in, or the user signs out, while it is asked for", async () => {
    const signOut = () => {
      current = initialState(null);
    };
    for (const change of [() => signIn(grace, "s-9"), signOut]) {
      current = initialState(signedIn);
      const { getToken } = create();
      const slow = gate<{ token: string; expiresIn: number }>();
      call.mockReturnValueOnce(slow.promise);
      const token = expect(getToken("realtime")).rejects.toMatchObject({ code: "session_mismatch" });
      await settle();
      change();
      slow.open({ token: "of-s-1", expiresIn: 30 });
      await token;
    }
  });

  test("when a page learns only meanwhile who is signed in, the token is asked for anew", async () => {
    current = initialState(undefined);
    const { getToken } = create();
    call.mockImplementationOnce(async () => {
      current = initialState(signedIn);
      return answer();
    });
    expect(await getToken("realtime")).toBe("token-2");
  });
});

test("over the client of a tab: a refused access token is renewed, and the call sent again", async () => {
  const browser = new FakeBrowser();
  const tab = browser.openTab();
  await tab.client.getAccessToken();
  browser.server.expireTokens();
  const path = "/api/session/token";
  browser.server.next(
    path,
    () => json({ error: "token_expired", message: "" }, 401),
    () => json({ token: "of-the-server", expiresIn: 30 }),
  );
  const { getToken } = createTemplateTokens(tab.client, tab.env);
  expect(await getToken("realtime")).toBe("of-the-server");
  expect(browser.server.calls.filter((sent) => sent.path === path).map((sent) => sent.token)).toEqual([
    "token-1",
    "token-2",
  ]);
});
