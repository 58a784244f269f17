/** The table of steps, row by row. */
import { describe, expect, test } from "vitest";
import {
  dueSteps,
  isAllowed,
  missingFields,
  nextStep,
  type Progress,
  type StepCommand,
} from "./attempt-steps";
import type { AttemptKind, AttemptStep } from "./sign-in-records";

const COMMANDS: Record<StepCommand, AttemptStep[]> = {
  password: ["credential"],
  email_code: ["credential"],
  code: ["challenge"],
  link: ["challenge"],
  resend: ["challenge"],
  totp: ["totp"],
  recovery_code: ["totp"],
  passkey: ["credential", "totp"],
  totp_setup: ["totp_setup"],
  profile: ["profile"],
};
const STEPS: AttemptStep[] = ["credential", "challenge", "totp", "totp_setup", "profile", "done"];

test.each(Object.entries(COMMANDS) as [StepCommand, AttemptStep[]][])(
  "%s is sent at %j alone",
  (command, steps) => {
    expect(STEPS.filter((step) => isAllowed(step, command))).toEqual(steps);
  },
);

const NOTHING: Omit<Progress, "kind"> = {
  codeSent: false,
  firstFactor: false,
  secondFactor: false,
  hasSecondFactor: false,
  secondFactorRequired: false,
  missingFields: [],
};

describe.each<[AttemptKind, string, Partial<Progress>, AttemptStep[]]>([
  ["sign_in", "at the beginning", {}, ["credential"]],
  ["sign_in", "at the beginning, of a user with a second factor", { hasSecondFactor: true }, ["credential"]],
  [
    "sign_in",
    "at the beginning, where a second factor is required",
    { secondFactorRequired: true },
    ["credential"],
  ],
  ["sign_in", "with a code under way", { codeSent: true }, ["challenge"]],
  [
    "sign_in",
    "with a code under way to a user with a second factor",
    { codeSent: true, hasSecondFactor: true },
    ["challenge"],
  ],
  ["sign_in", "after the first factor", { firstFactor: true }, []],
  [
    "sign_in",
    "after the first factor of a user with a second one",
    { firstFactor: true, hasSecondFactor: true },
    ["totp"],
  ],
  [
    "sign_in",
    "after the first factor of a user with a second one, where it is required",
    { firstFactor: true, hasSecondFactor: true, secondFactorRequired: true },
    ["totp"],
  ],
  [
    "sign_in",
    "after the first factor of a user without a second one, where it is required",
    { firstFactor: true, secondFactorRequired: true },
    ["totp_setup"],
  ],
  ["sign_in", "after both factors", { firstFactor: true, hasSecondFactor: true, secondFactor: true }, []],
  [
    "sign_in",
    "after the set-up of the second factor",
    { firstFactor: true, secondFactor: true, secondFactorRequired: true },
    [],
  ],
  ["sign_up", "at the beginning", {}, ["challenge"]],
  [
    "sign_up",
    "at the beginning, with everything to come",
    { missingFields: ["password"], secondFactorRequired: true },
    ["challenge", "profile", "totp_setup"],
  ],
  ["sign_up", "after the code", { firstFactor: true }, []],
  ["sign_up", "after the code, without a name", { firstFactor: true, missingFields: ["name"] }, ["profile"]],
  [
    "sign_up",
    "after the code, where a second factor is required",
    { firstFactor: true, secondFactorRequired: true },
    ["totp_setup"],
  ],
  ["sign_up", "after the set-up", { firstFactor: true, secondFactorRequired: true, secondFactor: true }, []],
])("%s, %s", (kind, _, progress, steps) => {
  test(`due: ${steps.join(", ") || "nothing"}`, () => {
    expect(dueSteps({ ...NOTHING, kind, ...progress })).toEqual(steps);
    expect(nextStep({ ...NOTHING, kind, ...progress })).toBe(steps[0] ?? "done");
  });
});

test("a sign-up needs what was not given; a sign-in needs nothing", () => {
  expect(missingFields({ kind: "sign_up", name: null, passwordHash: null })).toEqual(["password", "name"]);
  expect(missingFields({ kind: "sign_up", name: "Ada", passwordHash: null })).toEqual(["password"]);
  expect(missingFields({ kind: "sign_up", name: null, passwordHash: "hash" })).toEqual(["name"]);
  expect(missingFields({ kind: "sign_up", name: "Ada", passwordHash: "hash" })).toEqual([]);
  expect(missingFields({ kind: "sign_in", name: null, passwordHash: null })).toEqual([]);
});
