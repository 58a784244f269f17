/** What any request may be refused for, as one or two sentences, by the error codes of the API. */
export const requestErrors = {
  couldNotConnect: "We couldn’t connect a moment ago. Try again.",
  otherAddress:
    "Latchkey runs at {origin}, and this page was opened under another address. Open {origin} and try again.",
  unexpected: "Something went wrong on our end.",
  /** A reason of the list below, and when the next try can succeed. */
  tryAgainIn: "{reason} Try again in {wait:duration}.",
  tryAgain: "{reason} Try again.",
  byCode: {
    device_proof_required:
      "This browser couldn’t prove that this sign-in belongs to it. Reload the page, or sign in again.",
    account_disabled: "This account has been disabled. Contact the site’s administrator.",
    rate_limited: "Too many attempts.",
    unavailable: "We can’t reach our database right now.",
    silent_auth_failed: "We can’t reach Latchkey right now. Check your connection and try again.",
    forbidden: "Your account isn’t allowed to do this.",
    forbidden_while_impersonating: "While you act as this user you can look, but not change anything.",
    deletion_scheduled:
      "Your account is going to be deleted, so you can’t change anything. Choose “Keep my account” first.",
    not_authenticated: "You’re no longer signed in. Sign in and try again.",
    not_found: "That no longer exists.",
    already_done: "This was already done, but its answer got lost on the way. Reload the page.",
    cross_site_request:
      "This request came from another site, so it was blocked. Open Latchkey and try again.",
    session_mismatch: "A different account is signed in on this browser now. Reload the page.",
    invalid_request: "Something in this form isn’t right.",
  },
} as const;
