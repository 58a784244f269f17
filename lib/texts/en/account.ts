/** The account menu, and the line above every page while an administrator acts as the user. */
export const account = {
  menu: {
    /** Before the user's name, for screen readers. */
    button: "Account:",
    addAnother: "Add another account",
    signOut: "Sign out",
    signOutHere: "Sign out here",
    signOutAtProvider: "Sign out here and at {provider}",
    signOutOfAll: "Sign out of all accounts",
    signedOut: "Signed out",
    /** Before the name of an account. */
    switchTo: "Switch to",
  },
  /** Before the name of the active organization, for screen readers. */
  worksIn: "Working in",
  acting: {
    label: "Acting as another user",
    text: "{administrator}, you’re acting as {user} until {time} at the latest. You can look, but not change anything.",
    stop: "Stop",
  },
} as const;
