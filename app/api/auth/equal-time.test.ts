/**
 * Until the first factor was right, a request takes the same time for an address that has an account, for one that has
 * none, and for one whose account is disabled (OWASP ASVS 5.0, 6.3.8).
 *
 * The requests are sent in turns. Other work on the machine therefore delays all kinds of address alike: it can hide a
 * difference, but it can't make one up.
 */
import { hash } from "@node-rs/argon2";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { overrideSingleton } from "@/lib/server/singleton";
import { DAY, type Installation, install } from "@/lib/server/testing/installation";
import type { TestResponse } from "@/lib/web/testing/browser";
import { slowerRounds, slowerRoundsByChance } from "@/lib/web/testing/paired-times";
import { StepBrowser } from "./attempts/attempts.fixture";
import * as passwordReset from "./password-reset/route";

const ROUNDS = 200;
/** Far less than the hash of a password here, or a second transaction. */
const MARGIN_MS = 0.4;

const KINDS = ["known", "unknown", "disabled"] as const;
type Kind = (typeof KINDS)[number];
/** Each kind comes as often first, second and third, and as often after each of the others. */
const ORDERS = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const;

const WRONG = "a wrong lamp in the harbour";
type Send = (browser: StepBrowser, email: string) => Promise<TestResponse>;
type Steps = Record<string, Send>;

/** All that a stranger can send without a secret. */
const REQUESTS: Steps = {
  "a password in one request": (browser, email) => browser.logIn({ email, password: WRONG }),
  "a forgotten password": (browser, email) =>
    browser.post(passwordReset, "/api/auth/password-reset", { email }),
  "a sign-up": (browser, email) => browser.signUp({ email }),
};
/** In this order: a password and a code belong to the attempt before. */
const ATTEMPT: Steps = {
  "a new attempt": (browser, email) => browser.begin(email),
  "its password": (browser) => browser.step("password", { password: WRONG }),
  "its code and link": (browser) => browser.step("email-code"),
};

/** Thousands of requests, on a machine that may be busy with other tests. */
const TIMEOUT_MS = 180_000;

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2030, 0, 1) }));
afterEach(() => void vi.useRealTimers());

/** An installation in which a password takes a millisecond or two, so that 200 rounds take seconds. */
async function setUp(): Promise<Installation> {
  const app = install({ EMAIL_VERIFICATION: "on" });
  const cheap = (password: string) => hash(password, { memoryCost: 2048, timeCost: 1, parallelism: 1 });
  overrideSingleton("dummy hash", cheap("a password that no user has"));
  const passwordHash = await cheap("a lamp in the harbour");
  await app.addUser("Known", { passwordHash });
  const { id } = await app.addUser("Disabled", { passwordHash });
  await app.db.changeAccount({ id }, (_, now) => ({
    outcome: null,
    changes: [{ kind: "update-user", id, set: { disabledAt: now } }],
    events: [],
  }));
  return app;
}

/** The milliseconds of each round, by the step and the kind of address. */
type Times = Record<string, Record<Kind, number[]>>;

async function measure(app: Installation, steps: Steps): Promise<Times> {
  const times: Times = Object.fromEntries(
    Object.keys(steps).map((name) => [name, { known: [], unknown: [], disabled: [] }]),
  );
  for (let round = 0; round < ROUNDS; round += 1) {
    // No limit is reached, and no kind of address has more rows than another.
    app.pass(DAY);
    vi.setSystemTime(app.now);
    await app.db.sweepSignIns(app.now);
    for (const at of ORDERS[round % ORDERS.length] ?? []) {
      const browser = new StepBrowser();
      for (const [name, send] of Object.entries(steps)) {
        const startedAt = performance.now();
        await send(browser, `${KINDS[at]}@example.com`);
        times[name]?.[KINDS[at]].push(performance.now() - startedAt);
      }
    }
  }
  return times;
}

test.each([
  ["single requests", REQUESTS],
  ["the steps of an attempt", ATTEMPT],
])(
  "%s: the time does not tell a known, an unknown and a disabled address apart",
  { timeout: TIMEOUT_MS },
  async (_, steps) => {
    const times = await measure(await setUp(), steps);
    const pairs = KINDS.flatMap((one) =>
      KINDS.filter((other) => other !== one).map((other) => [one, other] as const),
    );
    const slower = Object.entries(times).flatMap(([step, of]) =>
      pairs.map(([one, other]) => ({
        pair: `${step}: ${one} slower than ${other}`,
        rounds: slowerRounds(of[one], of[other], MARGIN_MS),
      })),
    );
    expect(slower).toHaveLength(3 * pairs.length);
    expect(slower.filter(({ rounds }) => rounds > slowerRoundsByChance(ROUNDS))).toEqual([]);
  },
);
