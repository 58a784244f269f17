/** The page at `/`. */
export const landing = {
  promise: "Know where you’re signed in.",
  whatItDoes:
    "See every device on your account, sign any of them out instantly, and always know why a session ended.",
  tryIt: "Try it: sign one of these out.",
  twoSignIns: "Two real sign-ins of an account made for you. It disappears after 30 minutes.",
  dashboard: "Go to your dashboard",
  devices: "See your devices",
  signIn: "Sign in",
  createAccount: "Create an account",
  signInAsAda: "Sign in as Ada",
  signInAsGrace: "Sign in as Grace, an admin",
  /** What the pictures show, for those who do not see them. */
  picture: {
    devices:
      "The device screen: this device first, then the others, each with its system, last activity, place and a button that signs it out",
    signedOut:
      "A page after its session was ended: it is blank except for a dialog that says which device ended it, and when",
    activity:
      "The activity page: sign-ins, sign-outs and password changes by day, each with its device and address",
  },
  signedOut: {
    title: "Signed out means signed out",
    blank:
      "End a session and its page goes blank within a second, wherever it is open. It says who ended it, from which device and when.",
    again:
      "Sign in again and everything you had typed is still there. Nothing waits for a token to expire: every request checks the session.",
  },
  trace: {
    title: "Every sign-in leaves a trace",
    activity:
      "New device, new password, a wrong code: it’s all in your activity, with the device and the address it came from.",
    notYou:
      "Something that wasn’t you? One guided step ends that session, signs out the others and changes the password.",
  },
  more: {
    title: "Everything around a session",
    features: {
      waysIn: "Passwords, passkeys and one-time codes",
      secondStep: "A second step at sign-in, with recovery codes",
      accounts: "Several accounts in one browser",
      organizations: "Organizations, roles and invitations",
      provider: "Your own identity provider",
      binding: "Sessions bound to a key of the browser",
      drafts: "Work that survives a sign-out",
      noScript: "Pages that work without JavaScript",
      databases: "SQLite on one machine, PostgreSQL on many",
    },
  },
  fork: {
    title: "Fork it",
    what: "Latchkey is a Next.js app under the MIT license, made to be read and changed. Two commands start it: no account elsewhere, no settings, no database to install.",
    guide: "“Build on it” in the docs folder adds a page, an endpoint and a column, step by step.",
  },
  how: {
    title: "How sessions work here",
    limits: "Two limits",
    limitsText:
      "You’re signed out after {idle:duration} of inactivity, or {absolute:duration} at most ({rememberIdle:duration} and {rememberAbsolute:duration} with “Remember me”). Background requests don’t count as activity.",
    instant: "Sign-out is instant",
    instantText:
      "Sign a device out and its very next request is refused. Every request checks the session, so nothing has to expire first.",
    scripts: "Out of reach of scripts",
    scriptsText:
      "The refresh token is an HttpOnly cookie. The access token stays in memory for {lifetime:duration} and is never stored.",
    why: "You always know why",
    whyText:
      "Signed out elsewhere, inactive, password changed, token copied: every ended session has a reason. You’ll see it when you sign in and in your device history.",
    once: "A token that works once",
    onceText:
      "Every refresh replaces the session’s token with a new one. A copy and the original can’t both stay valid: as soon as a used token comes back, Latchkey ends the session, records it and tells you.",
    notTheft:
      "Lost responses and racing tabs aren’t mistaken for theft, so a flaky connection or a second window won’t sign you out.",
    lab: "See it happen in the session lab",
  },
  rotation: {
    title: "Rotation of a refresh token",
    text: "Each refresh replaces the token with a new one. Tokens 1 and 2 have been replaced, and token 3 works. If token 1 is reused, the session ends.",
    token: "Token {number}",
    replaced: "replaced",
    current: "the only one that works",
    refresh: "refresh",
    reused: "reused",
    ended: "Session ended",
  },
} as const;
