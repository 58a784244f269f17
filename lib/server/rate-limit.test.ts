import { describe, expect, test } from "vitest";
import { DatabaseUnavailable } from "@/db/engine/errors";
import type { Grant } from "@/lib/server/sessions/grant";
import { signIn } from "@/lib/server/sign-in/sign-in";
import { addressKey, consume, RATE_LIMITS } from "./rate-limit";
import { overrideSingleton } from "./singleton";
import { granted, refusal } from "./testing/expectations";
import { HOUR, type Installation, install, MINUTE, PASSWORD, requester } from "./testing/installation";

/** A client with an IP address of its own, so that only the account's limit can stop it. */
const strangers = Array.from({ length: 60 }, (_, n) => {
  const { device, ...client } = requester();
  return { ...client, device: { ...device, ipAddress: `198.51.100.${n}` } };
});

function guess(email: string, n: number, password = "a wrong password, long enough") {
  return signIn({ email, password, rememberMe: false }, strangers[n % 60] ?? requester());
}

/** The browser of a sign-in, as its cookie identifies it from then on. */
function signedInOn({ session }: Grant) {
  return requester(session.browserId, [{ userId: session.userId, sessionId: session.id }]);
}

/** An account and its password. */
async function attacked(app: Installation) {
  const ada = await app.addUser("Ada");
  return {
    ada,
    right: (from = requester()) => signIn({ email: ada.email, password: PASSWORD, rememberMe: false }, from),
  };
}

test("a password that could not be checked is no guess: the user of a busy server may try again", async () => {
  const app = install();
  const { right } = await attacked(app);
  overrideSingleton("password queue", { running: 3, waiting: { length: 500 } });
  for (let n = 0; n <= RATE_LIMITS.account.count; n += 1) await expect(right()).rejects.toThrow();
  overrideSingleton("password queue", { running: 0, waiting: [] });
  granted(await right());
});

describe("guesses at one account", () => {
  test("T24: of 50 parallel guesses, ten are checked", async () => {
    const app = install();
    const { ada } = await attacked(app);
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => guess(ada.email, n)));
    const codes = answers.map(refusal);
    expect(codes.filter((code) => code === "invalid_credentials")).toHaveLength(10);
    expect(codes.filter((code) => code === "rate_limited")).toHaveLength(40);
    const audit = await app.audit(ada.id);
    expect(audit.filter((name) => name === "sign_in_failed")).toHaveLength(10);
    expect(audit.filter((name) => name === "sign_in_throttled")).toHaveLength(1);
  });

  test("a window records one refused sign-in, so that guesses cannot displace other events", async () => {
    const app = install();
    const { ada, right } = await attacked(app);
    const home = signedInOn(granted(await right()));
    const address = { limit: "address", key: addressKey(requester().device.ipAddress) } as const;
    const turnedAway = async () =>
      (await app.audit(ada.id)).filter((name) => name === "sign_in_throttled").length;
    const wrong = () => signIn({ email: ada.email, password: "a wrong one", rememberMe: false }, home);

    for (let n = 0; n < 30; n += 1) await guess(ada.email, n);
    expect(await turnedAway()).toBe(1);
    for (let n = 0; n < 30; n += 1) await wrong(); // from a known browser, which has a counter of its own
    expect(await turnedAway()).toBe(2);
    for (let n = 0; n < 100; n += 1) await consume(address);
    for (let n = 0; n < 10; n += 1) await wrong();
    expect(await turnedAway()).toBe(2); // reached by the attempts of another client
    app.pass(15 * MINUTE);
    for (let n = 0; n < 30; n += 1) await guess(ada.email, n);
    expect(await turnedAway()).toBe(3);
  });

  test("T23: guesses from many IP addresses share the limit, and the refusal says when to retry", async () => {
    const app = install();
    const { ada, right } = await attacked(app);
    for (let n = 0; n < 10; n += 1) expect(refusal(await guess(ada.email, n))).toBe("invalid_credentials");
    expect(await right()).toEqual({ code: "rate_limited", details: { retryAfter: 900 } });
    app.pass(15 * MINUTE - 1);
    expect(await right()).toMatchObject({ details: { retryAfter: 1 } });
    app.pass(1);
    granted(await right());
  });

  test("another spelling of the e-mail address is the same account", async () => {
    const app = install();
    await attacked(app);
    const spellings = ["ada@example.com", " ADA@example.com", "ａda@Example.com"];
    for (let n = 0; n < 10; n += 1) await guess(spellings[n % 3] ?? "", n);
    expect(refusal(await guess("Ada@EXAMPLE.com", 11))).toBe("rate_limited");
  });

  test("survives a restart", async () => {
    const app = install();
    const { right, ada } = await attacked(app);
    for (let n = 0; n < 10; n += 1) await guess(ada.email, n);
    app.restart();
    expect(refusal(await right())).toBe("rate_limited");
  });

  test("an unknown account is refused at the same point in the same way", async () => {
    install();
    for (let n = 0; n < 10; n += 1) {
      expect(await guess("unknown@example.com", n)).toEqual({ code: "invalid_credentials" });
    }
    expect(await guess("unknown@example.com", 11)).toEqual({
      code: "rate_limited",
      details: { retryAfter: 900 },
    });
  });

  test("T25: during the attack the user can sign in from a known browser, which has a limit too", async () => {
    const app = install();
    const { ada, right } = await attacked(app);
    const home = signedInOn(granted(await right()));
    for (let n = 0; n < 12; n += 1) await guess(ada.email, n);
    expect(refusal(await right(requester()))).toBe("rate_limited");
    granted(await right(home));

    const wrong = () => signIn({ email: ada.email, password: "a wrong one", rememberMe: false }, home);
    for (let n = 0; n < 10; n += 1) expect(refusal(await wrong())).toBe("invalid_credentials");
    expect(refusal(await right(home))).toBe("rate_limited");
  });

  test("a browser that another user has signed in on is not known for this one", async () => {
    const app = install();
    const { ada, right } = await attacked(app);
    const shared = signedInOn(await app.openSession(await app.addUser("Grace")));
    for (let n = 0; n < 10; n += 1) await guess(ada.email, n);
    expect(refusal(await right(shared))).toBe("rate_limited");
  });

  test("a right password is not counted, so frequent sign-ins lock no user out", async () => {
    const app = install();
    const { right } = await attacked(app);
    for (let n = 0; n < 12; n += 1) granted(await right());
  });

  test("a right password whose client disconnects while it is checked is not counted", async () => {
    const app = install();
    const { right } = await attacked(app);
    const gone = { ...requester(), signal: AbortSignal.abort() };
    for (let n = 0; n < 12; n += 1) await expect(right(gone)).rejects.toThrow(DatabaseUnavailable);
    granted(await right());
  });

  test("a right password for a disabled account is not counted", async () => {
    const app = install();
    const { ada, right } = await attacked(app);
    await app.db.changeAccount({ id: ada.id }, (_, now) => ({
      outcome: null,
      changes: [{ kind: "update-user", id: ada.id, set: { disabledAt: now } }],
      events: [],
    }));
    for (let n = 0; n < 12; n += 1) expect(refusal(await right())).toBe("account_disabled");
  });
});

describe("T26: guesses at many accounts from one IP address", () => {
  const attempt = async (ipAddress: string) =>
    (await consume({ limit: "address", key: addressKey(ipAddress) }))?.failure ?? null;

  test("are stopped after a hundred, from anywhere in the same /64", async () => {
    install();
    for (let n = 0; n < 100; n += 1) expect(await attempt(`2001:db8:1:2::${n.toString(16)}`)).toBeNull();
    expect(refusal(await attempt("2001:db8:1:2:ffff:ffff:ffff:ffff"))).toBe("rate_limited");
    expect(await attempt("2001:db8:1:3::1")).toBeNull();
    expect(await attempt("192.0.2.7")).toBeNull();
  });

  test("are counted for every name", async () => {
    install();
    const from = requester();
    const key = addressKey(from.device.ipAddress);
    for (let n = 0; n < 100; n += 1) await consume({ limit: "address", key });
    const answer = await signIn(
      { email: "other@example.com", password: "whatever", rememberMe: false },
      from,
    );
    expect(refusal(answer)).toBe("rate_limited");
  });

  test.each([
    ["192.0.2.1", "192.0.2.1"],
    ["2001:db8::1", "2001:db8:0:0::/64"],
    ["2001:0DB8:0000:0000:1::", "2001:db8:0:0::/64"],
    ["::1", "0:0:0:0::/64"],
    ["fe80::1:2:3:4", "fe80:0:0:0::/64"],
    ["1:2:3:4:5:6:7:8", "1:2:3:4::/64"],
    ["1:2:3::", "1:2:3:0::/64"],
  ])("%s is counted as %s", (address, key) => expect(addressKey(address)).toBe(key));

  test("an unknown IP address is counted too", () => expect(addressKey(null)).toBe("unknown"));
});

test("RATE_LIMIT=off counts nothing", async () => {
  install({ RATE_LIMIT: "off" });
  for (let n = 0; n < 200; n += 1) {
    expect(await consume({ limit: "address", key: "192.0.2.1" })).toBeNull();
  }
});

test("counters start again when their window is over", async () => {
  const app = install();
  for (let n = 0; n < 101; n += 1) await consume({ limit: "signUp", key: "192.0.2.1" });
  const blocked = await consume({ limit: "signUp", key: "192.0.2.1" });
  expect(refusal(blocked?.failure)).toBe("rate_limited");
  app.pass(HOUR);
  expect(await consume({ limit: "signUp", key: "192.0.2.1" })).toBeNull();
});
