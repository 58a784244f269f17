/** What only the demo shows: its accounts, and its mailbox. */
export const demo = {
  accounts: {
    title: "Just looking?",
    oneClick: "Sign in to the demo with one click.",
    passwords: "Emails and passwords",
    role: { user: "A user", admin: "An administrator" },
    signingIn: "Signing in…",
    signInAs: "Sign in as {name}",
    passwordChanged: "Someone has changed the password of this demo account.",
  },
  lab: "Session lab",
  code: { title: "Code", about: "The file as this server runs it." },
  mailbox: {
    title: "Demo mailbox",
    to: "Every email this demo has sent to {recipient}, newest first. A real deployment sends them to people’s mailboxes instead.",
    toAll:
      "Every email this demo has sent, newest first. A real deployment sends them to people’s mailboxes instead.",
    none: "No email yet. Sign in on a new browser or reset a password, then reload.",
    sentTo: "To {recipient} · {time}",
    waiting: "waiting for the mail server",
    whole: "Whole message",
    /** With `link` as the link to the mailbox. */
    hint: "This is a demo, so the email is in the {link}.",
    link: "demo mailbox",
  },
} as const;
