import { requestErrors } from "./request-errors";

/** What went wrong, as one or two sentences, by the error codes of the API (`lib/session/errors.ts`). */
export const errors = {
  ...requestErrors,
  providerUnavailable: "The sign-in service can’t be reached right now. Please try again in a moment.",
  byCode: {
    ...requestErrors.byCode,
    invalid_credentials: "Incorrect email or password.",
    invalid_code: "That code isn’t right.",
    invalid_ticket: "This link has expired, was already used, or was opened in another browser.",
    invalid_credential: "That passkey wasn’t accepted. Try again, or sign in another way.",
    attempt_closed: "This sign-in is over. Start again.",
    wrong_step: "This sign-in is at another step by now. Reload the page to continue.",
    device_link_closed: "This request to add a device is over. Start again.",
    approval_pending: "Approve this on your other device first.",
    challenge_closed: "That code can’t be used any more. Ask for a new one.",
    factor_locked: "Too many wrong codes.",
    second_factor_required:
      "This also needs a code from your authenticator app, a recovery code or a passkey.",
    second_factor_needed: "Your account needs a second step at sign-in, so its last one can’t be removed.",
    device_key_unavailable:
      "Signing in here needs a browser that can keep a key. Turn JavaScript on, leave private browsing, or use another browser.",
    email_taken: "There’s already an account with this email address. Sign in instead.",
    cookies_blocked:
      "Your browser doesn’t keep cookies for this site, so you can’t stay signed in. Allow them in your browser’s settings, then sign in again.",
    passkey_exists: "This device already has a passkey for your account.",
    last_admin:
      "This is the only administrator, so the account can’t be disabled or lose the role. Make someone else an administrator first.",
    wrong_account: "This invitation was sent to another address. Sign in with that account to accept it.",
    last_owner: "An organization needs an owner. Make someone else an owner first.",
    slug_taken: "This short name is already taken. Choose another one.",
    already_member: "They’re already a member.",
    reauthentication_required: "This needs a confirmation that it’s you, so nothing was changed.",
    too_many_accounts: "Five accounts are signed in on this browser. Sign out of one of them first.",
  },
} as const;
