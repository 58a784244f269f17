/** Where the ticket of an administrator leads, who acts as a user. */
export const impersonate = {
  title: "Act as a user",
  text: "You’ll see this site as the user sees it, for an hour at most. You can’t change anything, and your own sign-in stays. A bar at the top of every page leads back.",
  continue: "Continue as this user",
  refused:
    "This link has expired, was used before, or belongs to another browser. Ask for a new one on the user’s page.",
  goToAccounts: "Go to the accounts",
} as const;
