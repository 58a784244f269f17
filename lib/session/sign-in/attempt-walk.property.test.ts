/** Thousands of random walks through attempts: no path to a session without every factor that is due. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ADDRESSES, newWorld, Oracle } from "./attempt-oracle.fixture";
import {
  beginSignIn,
  beginSignUp,
  cancel,
  changeUser,
  code,
  logIn,
  passes,
  password,
  profile,
  secondFactor,
  sendCode,
} from "./attempt-walk.fixture";

const RUNS = 400;
const n = fc.nat(2);
const yes = fc.boolean();
const sending = fc.record({
  isForeign: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
  isTwice: fc.integer({ min: 0, max: 4 }).map((chance) => chance === 0),
});
const second = fc.constantFrom(
  "totp" as const,
  "recovery_code" as const,
  "passkey" as const,
  "totp_setup" as const,
);
const often = <T>(weight: number, arbitrary: fc.Arbitrary<T>) => ({ weight, arbitrary });

const anything = fc.oneof(
  often(
    4,
    fc.tuple(n, fc.nat(1)).map((args) => beginSignIn(...args)),
  ),
  often(
    2,
    fc.tuple(n, yes, yes).map((args) => beginSignUp(...args)),
  ),
  often(
    2,
    fc.tuple(n, yes).map((args) => logIn(...args)),
  ),
  often(
    3,
    fc.tuple(n, yes, sending).map((args) => password(...args)),
  ),
  often(
    4,
    fc
      .tuple(n, fc.constantFrom("email_code" as const, "resend" as const), sending)
      .map((args) => sendCode(...args)),
  ),
  often(
    8,
    fc.tuple(n, fc.constantFrom(0, 0, 0, 1, 2), yes, sending).map((args) => code(...args)),
  ),
  often(
    6,
    fc.tuple(n, yes, second, sending).map((args) => secondFactor(...args)),
  ),
  often(
    3,
    fc.tuple(n, yes, yes, sending).map((args) => profile(...args)),
  ),
  often(
    1,
    fc.tuple(n, sending).map((args) => cancel(...args)),
  ),
  often(2, fc.constantFrom(1000, 60_000, 599_000, 600_000).map(passes)),
  often(
    1,
    fc
      .tuple(fc.nat(1), fc.constantFrom("password" as const, "disabled" as const))
      .map((args) => changeUser(...args)),
  ),
);

describe.each([false, true])("SECOND_FACTOR required: %s", (required) => {
  test(`no walk of ${RUNS} opens a session without every factor, or a second one`, () => {
    let opened = 0;
    fc.assert(
      fc.property(fc.commands([anything], { maxCommands: 60, size: "max" }), (commands) => {
        const server = newWorld(required);
        fc.modelRun(() => ({ model: new Oracle(), real: server }), commands);
        opened += server.store.sessions.size;
      }),
      { numRuns: RUNS },
    );
    // A walk that never arrives would prove nothing.
    expect(opened).toBeGreaterThan(RUNS / 20);
  });
});

/** What the browser is told, and how much is written, without what is random. */
function told(outcome: unknown, written: string[]) {
  const hidden = (key: string, value: unknown) =>
    ["codeHash", "verifiedHash", "id", "attemptId", "email", "factors"].includes(key) ? undefined : value;
  return { outcome: JSON.stringify(outcome, hidden), written };
}

test("before a factor was right, nothing depends on the account: not the answers, and not how much is written", () => {
  const steps = fc.constantFrom(
    "email_code",
    "resend",
    "code",
    "password",
    "totp",
    "profile",
    "cancel",
    "wait",
  );
  fc.assert(
    fc.property(fc.array(steps, { maxLength: 20 }), yes, (commands, required) => {
      const worlds = ADDRESSES.map((email) => {
        const server = newWorld(required);
        return { server, id: server.begin(email, "browser") };
      });
      const [, phone] = worlds;
      const user = phone?.server.store.users.get("phone");
      if (user) phone?.server.store.users.set("phone", { ...user, disabledAt: 1 });
      for (const command of commands) {
        const answers = worlds.map(({ server, id }) => {
          if (command === "wait") server.now += 60_000;
          const outcome = send(server, id, command);
          return told(outcome, server.written);
        });
        expect(answers[1]).toEqual(answers[0]);
        expect(answers[2]).toEqual(answers[0]);
      }
    }),
  );
});

function send(server: ReturnType<typeof newWorld>, id: string, command: string): unknown {
  switch (command) {
    case "email_code":
    case "resend":
      return server.sendCode(id, "browser", command);
    case "code":
      return server.code(id, "browser", "wrong");
    case "password":
      return server.password(id, "browser", "wrong");
    case "totp":
      return server.secondFactor(id, "browser", false, "totp");
    case "profile":
      return server.profile(id, "browser", { name: "Name" });
    case "cancel":
      return server.cancel(id, "browser");
    default:
      return null;
  }
}
