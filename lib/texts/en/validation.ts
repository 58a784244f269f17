/**
 * What is wrong with an input, as `details.issues` of `invalid_request` says it. The rules and the schemas take the sentences
 * from here; a response has them in the language of its request (`lib/web/request/issue-texts.ts`).
 */
export const validation = {
  email: "Enter a valid email address, like name@example.com.",
  emailSame: "This is your email address already.",
  missing: "Enter something.",
  passwordMissing: "Enter a password.",
  codeMissing: "Enter a code.",
  tooLong: "Use at most {most} characters.",
  plainText: "Use plain text.",
  whatToChange: "Say what to change.",
  whatToSet: "Say what to set.",
  roleMissing: "Give at least one role.",
  roleTwice: "Name each role once.",
  slug: "Use 3 to 40 lower-case letters, digits or hyphens.",
  slugToConfirm: "Type “{slug}” to confirm.",
  color: "Give a color as #rrggbb.",
  colorContrast: "This color is too close to the background of the light or the dark theme.",
  idleTimeout: "Choose at least 15 minutes, and no more than this site allows.",
  thisSession: "This is the device you are using.",
  tooManyFactors: "You can have at most {count}. Remove one first.",
  tooManyInvitations: "An organization can have at most {count} open invitations.",
  tooManyWorkspaces: "An organization can have at most {count} workspaces.",
  tooManyKeys: "An organization can have at most {count} API keys.",
  passwordShort: "Use at least {least} characters. Four or five unrelated words work well.",
  passwordLong: "Use at most {most} bytes.",
  passwordCommon: "This password is too common and easy to guess.",
  passwordPersonal: "This is too close to your name, your email or the name of this site.",
  json: "This is not JSON in UTF-8.",
  formBody: "This is not a form in UTF-8.",
  idempotencyKey: "Use 1 to 200 visible ASCII characters.",
  otherAnswer: "The answer is not to this request.",
  /** Where a shape is wrong, which no form of ours sends; in English a library says how. */
  shape: "This isn’t valid here.",
} as const;
