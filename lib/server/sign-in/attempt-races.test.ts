/** One step sent many times at once: whatever the order, an attempt makes at most one session. */
import { describe, expect, test } from "vitest";
import { engines } from "@/db/testing/engines";
import type { ClientInfo } from "@/lib/server/client-info";
import { refusal } from "@/lib/server/testing/expectations";
import { installOn, PASSWORD, requester } from "@/lib/server/testing/installation";
import { isFailure } from "@/lib/session/failure";
import { type StepResult, sendEmailCode, submitEmailCode, submitPassword } from "./attempt-steps";
import { begin, sentTo, withCode } from "./attempts.fixture";
import { signUp } from "./sign-in";
import { submitTicket } from "./tickets";

const AT_ONCE = 20;
const UNLIMITED = { RATE_LIMIT: "off" };
const atOnce = (send: () => Promise<StepResult>) => Promise.all(Array.from({ length: AT_ONCE }, send));

/** How often each outcome came. */
function tally(results: StepResult[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const result of results) {
    const status = isFailure(result) ? (result.details?.status ?? "") : "";
    const name = `${refusal(result)} ${status}`.trim();
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

describe.each(engines)("$name", (engine) => {
  test(`one right code makes one session, ${AT_ONCE} times at once`, async () => {
    const app = await installOn(engine, UNLIMITED);
    const ada = await app.addUser("Ada");
    const { from, id, code } = await withCode(app);
    expect(tally(await atOnce(() => submitEmailCode(id, code, from)))).toEqual({
      granted: 1,
      "attempt_closed complete": AT_ONCE - 1,
    });
    expect(await app.db.listLiving(ada.id)).toHaveLength(1);
  });

  test(`one link and one password make one session each, ${AT_ONCE} times at once`, async () => {
    const app = await installOn(engine, UNLIMITED);
    const ada = await app.addUser("Ada");
    const { from, ticket } = await withCode(app);
    expect(tally(await atOnce(() => submitTicket(ticket, from, () => null)))).toEqual({
      granted: 1,
      invalid_ticket: AT_ONCE - 1,
    });
    const other = requester();
    const id = await begin(other);
    expect(tally(await atOnce(() => submitPassword(id, PASSWORD, other)))).toEqual({
      granted: 1,
      "attempt_closed complete": AT_ONCE - 1,
    });
    expect(await app.db.listLiving(ada.id)).toHaveLength(2);
  });

  test("of many wrong codes at once five are looked at", async () => {
    const app = await installOn(engine, UNLIMITED);
    await app.addUser("Ada");
    const { from, id, code } = await withCode(app);
    const wrong = code === "000000" ? "000001" : "000000";
    const results = await atOnce(() => submitEmailCode(id, wrong, from));
    expect(tally(results)).toEqual({ invalid_code: 5, "attempt_closed failed": AT_ONCE - 5 });
    const remaining = results.flatMap((result) =>
      isFailure(result) && result.code === "invalid_code" ? [result.details?.remainingAttempts] : [],
    );
    expect(remaining.sort()).toEqual([0, 1, 2, 3, 4]);
    expect(refusal(await submitEmailCode(id, code, from))).toBe("attempt_closed");
  });

  test("for an address without an account, five as well", async () => {
    await installOn(engine, UNLIMITED);
    const from = requester();
    const id = await begin(from, "nix@example.com");
    await sendEmailCode(id, from);
    const results = await atOnce(() => submitEmailCode(id, "123456", from));
    expect(tally(results)).toEqual({ invalid_code: 5, "attempt_closed failed": AT_ONCE - 5 });
  });

  test("a sign-up makes one user, also when others have codes for the same address", async () => {
    const app = await installOn(engine, { ...UNLIMITED, EMAIL_VERIFICATION: "on" });
    const email = "new@example.com";
    const codes: { from: ClientInfo; id: string; code: string }[] = [];
    for (let at = 0; at < 3; at += 1) {
      const from = requester();
      const begun = await signUp({ email, password: PASSWORD, name: "New" }, from);
      if (isFailure(begun) || !("attempt" in begun)) throw new Error("no attempt");
      from.attemptIds.push(begun.attempt.id);
      codes.push({ from, id: begun.attempt.id, code: (await sentTo(app, email)).code });
      app.pass(1000);
    }
    const results = await Promise.all(
      codes.flatMap(({ from, id, code }) => [
        submitEmailCode(id, code, from),
        submitEmailCode(id, code, from),
      ]),
    );
    expect(tally(results).granted).toBe(1);
    const user = await app.db.findUserByEmail(email);
    expect(await app.db.listLiving(user?.id ?? "")).toHaveLength(1);
  });
});
