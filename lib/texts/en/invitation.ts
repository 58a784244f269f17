/** Where the link of an invitation to an organization leads. */
export const invitation = {
  pageTitle: "Invitation",
  title: "Join an organization",
  text: "You’ve been invited to an organization. Its members will see your name and email.",
  joinAs: "Join as {email}",
  joining: "Joining…",
  over: "This invitation has expired, was used before, or was withdrawn. Ask the person who invited you for a new one.",
  seeOrganizations: "See your organizations",
  signedInAs: "You’re signed in as {email}.",
  useAnotherAccount: "Use another account",
  signInFirst:
    "You’ve been invited to an organization on Latchkey. Sign in with the account of the address that the invitation was sent to, or create one for it. Then you can join.",
  signIn: "Sign in",
  createAccount: "Create an account",
  openAgain: "Open the link from your invitation again. This page needs all of it.",
  joinedTitle: "You’ve joined {organization}",
  /** By the role in the organization. */
  joined: {
    owner: "You’re now an owner of {organization}.",
    admin: "You’re now an admin of {organization}.",
    member: "You’re now a member of {organization}.",
  },
  openOrganization: "Open the organization",
} as const;
