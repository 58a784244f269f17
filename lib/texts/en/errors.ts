/** What went wrong, as one or two sentences, by the error codes of the API (`lib/session/errors.ts`). */
export const errors = {
  couldNotConnect: "We couldn’t connect a moment ago. Try again.",
  otherAddress:
    "Latchkey runs at {origin}, and this page was opened under another address. Open {origin} and try again.",
  providerUnavailable: "The sign-in service can’t be reached right now. Please try again in a moment.",
  unexpected: "Something went wrong on our end.",
  /** A reason of the list below, and when the next try can succeed. */
  tryAgainIn: "{reason} Try again in {wait:duration}.",
  tryAgain: "{reason} Try again.",
  byCode: {
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
    device_proof_required:
      "This browser couldn’t prove that this sign-in belongs to it. Reload the page, or sign in again.",
    account_disabled: "This account has been disabled. Contact the site’s administrator.",
    email_taken: "There’s already an account with this email address. Sign in instead.",
    rate_limited: "Too many attempts.",
    unavailable: "We can’t reach our database right now.",
    silent_auth_failed: "We can’t reach Latchkey right now. Check your connection and try again.",
    cookies_blocked:
      "Your browser doesn’t keep cookies for this site, so you can’t stay signed in. Allow them in your browser’s settings, then sign in again.",
    passkey_exists: "This device already has a passkey for your account.",
    forbidden: "Your account isn’t allowed to do this.",
    last_admin:
      "This is the only administrator, so the account can’t be disabled or lose the role. Make someone else an administrator first.",
    forbidden_while_impersonating: "While you act as this user you can look, but not change anything.",
    deletion_scheduled:
      "Your account is going to be deleted, so you can’t change anything. Choose “Keep my account” first.",
    wrong_account: "This invitation was sent to another address. Sign in with that account to accept it.",
    last_owner: "An organization needs an owner. Make someone else an owner first.",
    slug_taken: "This short name is already taken. Choose another one.",
    already_member: "They’re already a member.",
    not_authenticated: "You’re no longer signed in. Sign in and try again.",
    reauthentication_required: "This needs a confirmation that it’s you, so nothing was changed.",
    not_found: "That no longer exists.",
    too_many_accounts: "Five accounts are signed in on this browser. Sign out of one of them first.",
    already_done: "This was already done, but its answer got lost on the way. Reload the page.",
    cross_site_request:
      "This request came from another site, so it was blocked. Open Latchkey and try again.",
    session_mismatch: "A different account is signed in on this browser now. Reload the page.",
    invalid_request: "Something in this form isn’t right.",
  },
} as const;
