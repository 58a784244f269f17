import { describe, expect, test } from "vitest";
import type { MailTemplate } from "@/lib/session/sign-in/sign-in-records";
import { isTooLate, NEVER, nextTry } from "./mail";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const mail = (template: MailTemplate, tries = 1) => ({ template, createdAt: 0, tries });

describe("the wait before another try", () => {
  test.each([
    [1, 0, 1 * SECOND],
    [2, 1 * SECOND, 2 * SECOND],
    [3, 3 * SECOND, 4 * SECOND],
    [6, 31 * SECOND, 30 * SECOND],
    [20, 9 * MINUTE, 30 * SECOND],
    [11, 10 * MINUTE, 15 * MINUTE],
    [300, DAY, 15 * MINUTE],
  ])("after %i tries, at %i ms, is %i ms", (tries, now, wait) => {
    expect(nextTry(mail("new_sign_in", tries), now)).toBe(now + wait);
  });

  test("a mail server that was away for a minute gets every message within half a minute of its return", () => {
    let now = 0;
    for (let tries = 1; now < MINUTE; tries += 1) now = nextTry(mail("sign_in_code", tries), now);
    expect(now).toBeLessThanOrEqual(1.5 * MINUTE);
  });
});

describe("a message is given up", () => {
  test.each<[MailTemplate, number]>([
    ["sign_in_code", 10 * MINUTE],
    ["sign_up_code", 10 * MINUTE],
    ["email_change_code", 10 * MINUTE],
    ["password_reset", 10 * MINUTE],
    ["new_sign_in", 3 * DAY],
    ["password_changed", 3 * DAY],
    ["email_changed", 3 * DAY],
    ["factor_added", 3 * DAY],
  ])("%s after %i ms", (template, limit) => {
    expect(isTooLate(mail(template), limit - 1)).toBe(false);
    expect(isTooLate(mail(template), limit)).toBe(true);
    expect(nextTry(mail(template, 30), limit - SECOND)).toBe(NEVER);
  });
});
