/** What the server writes on the pages that sign in and up. No browser gets these. */
export const login = {
  newHere: "New here? {create}",
  createAccount: "Create an account",
  haveAccount: "Already have an account? {signIn}",
  signIn: "Sign in",
  rememberedFor:
    "Stay signed in on this device for up to {longest:duration}, or {idle:duration} of inactivity.",
  chooseAccount: "Choose from your accounts",
  noMailServer: "No mail server is set: the server prints the email.",
  signedOut: "{name} was signed out.",
  signInAgain: "Please sign in again.",
  signInToKeep: "If you want to keep it, sign in and choose “Keep my account”.",
  chooser: {
    title: "Choose an account",
    useAnother: "Use another account",
    /** The name follows. */
    continueAs: "Continue as ",
    signInAs: "Sign in as ",
    signOut: "Sign out",
    signOutOf: "Sign out {name}",
    remove: "Remove",
    removeOf: "Remove {name}",
    full: "You can’t add a sixth account to this browser. To use another one, sign out of one of these first. The oldest sign-in is {oldest}’s.",
  },
  /** Why a sign-in by an identity provider came to nothing, by the codes of `lib/session/sign-in/provider-errors.ts`. */
  provider: {
    denied: "You weren’t signed in: the sign-in was canceled.",
    state: "This sign-in is too old, or was begun in another browser. Please try again.",
    provider: "The answer of the sign-in service couldn’t be used. Please try again.",
    email_missing: "The sign-in service didn’t confirm your email address. Confirm it there, then try again.",
    account_exists:
      "There’s already an account with your email address. Sign in to it here within ten minutes, and the two are connected.",
    another_user: "You signed in there as someone else. Try again with the account you’re signed in to here.",
    account_disabled: "This account has been disabled.",
  },
} as const;
