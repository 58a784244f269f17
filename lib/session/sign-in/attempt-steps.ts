/**
 * The steps of a sign-in and of a sign-up, as one table: in which order they come, when each is due, and what a browser
 * may send at each.
 */
import type { SignUpField } from "./sign-in-contract";
import type { AttemptKind, AttemptRecord, AttemptStep } from "./sign-in-records";

/** What a browser sends to an attempt. `link`: the ticket of a link in an e-mail. */
export type StepCommand =
  | "password"
  | "email_code"
  | "code"
  | "link"
  | "resend"
  | "totp"
  | "recovery_code"
  | "passkey"
  | "totp_setup"
  | "profile";

const COMMANDS: Record<AttemptStep, readonly StepCommand[]> = {
  credential: ["password", "email_code", "passkey"],
  challenge: ["code", "link", "resend"],
  totp: ["totp", "recovery_code", "passkey"],
  totp_setup: ["totp_setup"],
  profile: ["profile"],
  done: [],
};

/** @returns whether a command belongs to a step */
export function isAllowed(step: AttemptStep, command: StepCommand): boolean {
  return COMMANDS[step].includes(command);
}

/** What decides which steps are due. */
export interface Progress {
  kind: AttemptKind;
  /** A code was sent, and the attempt waits for it. */
  codeSent: boolean;
  /** A password, a code or a passkey was right. */
  firstFactor: boolean;
  secondFactor: boolean;
  /** The user has a second factor. */
  hasSecondFactor: boolean;
  /** `SECOND_FACTOR=required` */
  secondFactorRequired: boolean;
  missingFields: readonly SignUpField[];
}

interface Step {
  step: AttemptStep;
  isDue(progress: Progress): boolean;
}

/** In this order. The first step that is due is the next one. */
const STEPS: Record<AttemptKind, readonly Step[]> = {
  sign_in: [
    { step: "credential", isDue: ({ firstFactor, codeSent }) => !firstFactor && !codeSent },
    { step: "challenge", isDue: ({ firstFactor, codeSent }) => !firstFactor && codeSent },
    // What the user has is told after the first factor alone (OWASP ASVS 5.0, 6.3.8).
    {
      step: "totp",
      isDue: ({ firstFactor, hasSecondFactor, secondFactor }) =>
        firstFactor && hasSecondFactor && !secondFactor,
    },
    {
      step: "totp_setup",
      isDue: ({ firstFactor, hasSecondFactor, secondFactor, secondFactorRequired }) =>
        firstFactor && secondFactorRequired && !hasSecondFactor && !secondFactor,
    },
  ],
  sign_up: [
    { step: "challenge", isDue: ({ firstFactor }) => !firstFactor },
    { step: "profile", isDue: ({ missingFields }) => missingFields.length > 0 },
    {
      step: "totp_setup",
      isDue: ({ secondFactorRequired, secondFactor }) => secondFactorRequired && !secondFactor,
    },
  ],
};

/** @returns the steps that are due, in their order, as far as they are known; none when the attempt is complete */
export function dueSteps(progress: Progress): AttemptStep[] {
  return STEPS[progress.kind].filter(({ isDue }) => isDue(progress)).map(({ step }) => step);
}

/** @returns the step that comes next; `done` when none is due */
export function nextStep(progress: Progress): AttemptStep {
  return dueSteps(progress)[0] ?? "done";
}

/** The fields a sign-up needs, in the order in which a form asks for them. */
export const SIGN_UP_FIELDS: readonly SignUpField[] = ["email", "password", "name"];

/** @returns the fields that a sign-up still needs; none for a sign-in */
export function missingFields({
  kind,
  name,
  passwordHash,
}: Pick<AttemptRecord, "kind" | "name" | "passwordHash">): SignUpField[] {
  if (kind === "sign_in") return [];
  return SIGN_UP_FIELDS.filter(
    (field) => (field === "password" && passwordHash === null) || (field === "name" && name === null),
  );
}

/** @returns the progress of an attempt as it is stored */
export function progressOf(
  attempt: AttemptRecord,
  user: { hasSecondFactor: boolean; secondFactorRequired: boolean },
): Progress {
  const { kind, step, authMethods } = attempt;
  // A sign-up that made its account keeps neither name nor password.
  const isComplete = attempt.userId !== null || kind === "sign_in";
  return {
    kind,
    codeSent: step === "challenge",
    firstFactor: authMethods.length > 0,
    secondFactor: step === "done",
    missingFields: isComplete ? [] : missingFields(attempt),
    ...user,
  };
}
