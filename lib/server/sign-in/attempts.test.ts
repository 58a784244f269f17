/** Attempts on a real database: restarts, limits, and what a stranger can measure. */
import { describe, expect, test, vi } from "vitest";
import { engines } from "@/db/testing/engines";
import { requestPasswordReset } from "@/lib/server/account/password-reset";
import { hashToken } from "@/lib/server/crypto";
import { consume } from "@/lib/server/rate-limit";
import { sweep } from "@/lib/server/sweeper";
import { granted, refusal } from "@/lib/server/testing/expectations";
import {
  DAY,
  install,
  installOn,
  MINUTE,
  PASSWORD,
  requester,
  SECOND,
} from "@/lib/server/testing/installation";
import { readMail } from "@/lib/server/testing/mailbox";
import { isFailure } from "@/lib/session/failure";
import { resendEmailCode, sendEmailCode, submitEmailCode, submitPassword } from "./attempt-steps";
import { beginSignIn, describeAttempt, listAttempts } from "./attempts";
import { begin, sentTo, withCode } from "./attempts.fixture";
import { signUp } from "./sign-in";
import { submitTicket } from "./tickets";

const hashing = vi.hoisted(() => ({ count: 0 }));
vi.mock("@node-rs/argon2", async (original) => {
  const argon2 = await original<typeof import("@node-rs/argon2")>();
  const verify = (hashed: string, password: string) => {
    hashing.count += 1;
    return argon2.verify(hashed, password);
  };
  return { ...argon2, verify };
});

describe.each(engines)("$name", (engine) => {
  test("a restart between any two steps loses nothing", async () => {
    const app = await installOn(engine);
    await app.addUser("Ada");
    const from = requester();
    const id = await begin(from);
    app.restart();
    expect(refusal(await sendEmailCode(id, from))).toBe("granted");
    const { code } = await sentTo(app);
    app.restart({
      SESSION_SECRET: "a newer one that is long enough to seal with,only for tests: long enough to seal with",
    });
    expect((await listAttempts(from)).map((attempt) => attempt.id)).toEqual([id]);
    app.restart();
    expect(granted(await submitEmailCode(id, code, from)).session.authMethods).toEqual(["otp"]);
  });

  test("for a known, an unknown and a disabled address: the same answers, and as many hashes", async () => {
    const app = await installOn(engine);
    await app.addUser("Ada");
    const off = await app.addUser("Off");
    await app.db.changeAccount({ id: off.id }, (_, now) => ({
      outcome: null,
      changes: [{ kind: "update-user", id: off.id, set: { disabledAt: now } }],
      events: [],
    }));
    const told = [];
    for (const name of ["ada", "nix", "off"]) {
      app.pass(MINUTE);
      const from = requester();
      hashing.count = 0;
      const begun = await beginSignIn({ email: `${name}@example.com`, rememberMe: false }, from);
      const id = isFailure(begun) ? "" : begun.id;
      from.attemptIds.push(id);
      const answers = [begun, await submitPassword(id, "a wrong one", from), await sendEmailCode(id, from)];
      for (const code of ["1", "22"]) answers.push(await submitEmailCode(id, code, from));
      app.pass(MINUTE);
      answers.push(await resendEmailCode(id, from), await describeAttempt(id, from));
      const words = JSON.stringify(answers)
        .replaceAll(/"id":"[\w-]{22}"/g, "")
        .replaceAll(/"(?:resendAt|expiresAt)":"[^"]*"/g, "")
        .replaceAll(`${name}@`, "@")
        .replaceAll(`"${name[0]}•••@`, '"•••@');
      told.push({ words, hashes: hashing.count });
    }
    expect(told[0]?.hashes).toBe(1);
    expect(told[1]).toEqual(told[0]);
    expect(told[2]).toEqual(told[0]);
    expect((await readMail(app, "nix@example.com")).length).toBe(0);
  });

  test("attempts, codes and links are deleted a day after they expired, and not before", async () => {
    const app = await installOn(engine);
    await app.addUser("Ada");
    const { from, id, ticket } = await withCode(app);
    app.pass(DAY + 10 * MINUTE);
    await sweep();
    expect(isFailure(await describeAttempt(id, from))).toBe(false);
    app.pass(1);
    await Promise.all([sweep(), sweep()]);
    expect(refusal(await describeAttempt(id, from))).toBe("not_found");
    expect(refusal(await submitTicket(ticket, from, () => null))).toBe("invalid_ticket");
    for (const table of ["attempts", "challenges", "tickets"])
      expect(await engine.query(app.config.databaseUrl, `select * from ${table}`)).toEqual([]);
  });
});

describe("guesses are counted before they are checked", () => {
  test("ten for an account, passwords and codes together; right ones are given back", async () => {
    const app = install();
    await app.addUser("Ada");
    for (let round = 0; round < 2; round += 1) {
      const { from, id, code } = await withCode(app);
      for (let tries = 0; tries < 4; tries += 1)
        expect(refusal(await submitEmailCode(id, "wrong", from))).toBe("invalid_code");
      granted(await submitEmailCode(id, code, from));
      app.pass(SECOND);
    }
    const from = requester();
    const id = await begin(from);
    for (let tries = 0; tries < 2; tries += 1)
      expect(refusal(await submitPassword(id, "a wrong one", from))).toBe("invalid_credentials");
    const blocked = await submitPassword(id, PASSWORD, from);
    expect(blocked).toEqual({ code: "rate_limited", details: { retryAfter: 898 } });
  });

  test("ten codes are sent to one address in a quarter of an hour, whether or not it has an account", async () => {
    const app = install();
    await app.addUser("Ada");
    for (const email of ["ada@example.com", "nix@example.com"]) {
      const send = async () => {
        const from = requester();
        return refusal(await sendEmailCode(await begin(from, email), from));
      };
      for (let at = 0; at < 10; at += 1) expect(await send()).toBe("granted");
      expect(await send()).toBe("rate_limited");
    }
    expect(await readMail(app, "ada@example.com")).toHaveLength(10);
  });

  test("fifty codes are sent to one address in a day, whatever asks for them, and twenty reset links", async () => {
    const app = install({ EMAIL_VERIFICATION: "on" });
    await app.addUser("Ada");
    for (const email of ["ada@example.com", "nix@example.com"]) {
      const key = hashToken(email);
      for (let at = 1; at < 50; at += 1) await consume({ limit: "emailedCodeDaily", key });
      for (let at = 1; at < 20; at += 1) await consume({ limit: "resetAccountDaily", key });
      const from = requester();
      expect(refusal(await sendEmailCode(await begin(from, email), from))).toBe("granted");
      app.pass(16 * MINUTE);
      const blocked = await sendEmailCode(await begin(from, email), from);
      expect(blocked).toEqual({ code: "rate_limited", details: { retryAfter: (24 * 60 - 16) * 60 } });
      expect(refusal(await signUp({ email, name: "N", password: PASSWORD }, from))).toBe("rate_limited");
      for (let asked = 0; asked < 2; asked += 1) expect(await requestPasswordReset(email, from)).toBeNull();
    }
    const sent = (await readMail(app, "ada@example.com")).map(({ template }) => template);
    expect(sent.sort()).toEqual(["password_reset", "sign_in_code"]);
    app.pass(DAY);
    const from = requester();
    expect(refusal(await sendEmailCode(await begin(from), from))).toBe("granted");
  });
});
