/** The words of e-mails. Subjects have no placeholders, so that no value a user chose ever reaches a header. */
export const mail = {
  hello: "Hello {name},",
  ignore: "If this wasn’t you, you can ignore this email. Nothing has changed.",
  tenMinutes: "It works once, within ten minutes.",
  changePassword: "If this wasn’t you, change your password now.",
  contact: "If this wasn’t you, contact the people who run this site.",
  /** What a recipient can compare, with the name of each value. */
  fact: { what: "What", device: "Device", place: "Place", ipAddress: "IP address", time: "Time" },
  /** The ways to sign in. */
  factor: { totp: "Authenticator app", recoveryCodes: "Recovery codes", passkey: "Passkey “{name}”" },
  button: {
    signIn: "Sign in",
    resetPassword: "Reset your password",
    security: "Check your security settings",
    devices: "See your devices",
  },
  signInCode: {
    subject: "Your sign-in code",
    type: "Type this code on the page where you’re signing in to Latchkey.",
    orLink: "Or open this link in the same browser.",
    never: "Never give this code to anyone, whatever they say. {ignore}",
  },
  signUpCode: {
    subject: "Confirm your email address",
    type: "Type this code to finish creating your Latchkey account.",
    confirm: "Confirm my email address",
    ignore: "If you didn’t ask for an account, you can ignore this email. No account was created.",
  },
  emailTaken: {
    subject: "You already have an account",
    asked:
      "Latchkey was asked to use this email address for an account. You already have an account with it, so nothing has changed.",
    forgotten: "If you’ve forgotten your password, you can reset it.",
    ignore: "If it wasn’t you who asked, you can ignore this email.",
  },
  emailChangeCode: {
    subject: "Confirm your new email address",
    type: "Type this code in Latchkey to use this address for your account.",
  },
  emailChanged: {
    subject: "Your email address was changed",
    changed:
      "Your Latchkey account has a new email address. You now sign in with the new one, and we no longer write to this one.",
    notYou:
      "If this wasn’t you, another person can get into your account. Where you’re still signed in, open your activity and choose “Wasn’t you?” at their sign-in: your address is restored. If you’re signed in nowhere, contact the people who run this site.",
  },
  emailRestored: {
    subject: "Your email address was restored",
    restored:
      "You secured your Latchkey account, and this is its email address again. Another person may have changed it before.",
  },
  newSignIn: {
    subject: "New sign-in to your account",
    happened: "You, or another person, signed in to your Latchkey account on a browser that is new to it.",
    you: "If this was you, there’s nothing to do.",
    notYou: "If it wasn’t, sign that browser out now, then choose a new password.",
    notMe: "This wasn’t me",
  },
  passwordReset: {
    subject: "Reset your password",
    use: "Use this link to choose a new password for your Latchkey account.",
    choose: "Choose a new password",
  },
  noPassword: {
    subject: "Your account has no password",
    asked:
      "You asked to reset your password, but your Latchkey account doesn’t have one. Sign in the way you did before, for example with a passkey.",
  },
  passwordChanged: {
    subject: "Your password was changed",
    changed: "The password of your Latchkey account was changed.",
    notYou: "If this wasn’t you, reset your password now. That signs out every device.",
  },
  factorAdded: {
    subject: "A new way to sign in to your account",
    added: "Your Latchkey account has a new way to sign in.",
    notYou: "If this wasn’t you, remove it and change your password now.",
  },
  factorRemoved: {
    subject: "A way to sign in was removed",
    removed: "A way to sign in was removed from your Latchkey account.",
  },
  identityLinked: {
    subject: "Another service can sign you in now",
    linked: "Your Latchkey account is now connected with {provider}, which can sign you in from now on.",
    anotherService: "another service",
  },
  impersonation: {
    subject: "An administrator signed in as you",
    who: "{administrator}, an administrator of this site, signed in to your Latchkey account to look at it as you see it.",
    limits:
      "That lasts an hour at most. The administrator can’t change anything, and doesn’t know your password. You can see it among your devices, and sign it out at any time.",
  },
  invitation: {
    subject: "You’re invited to an organization",
    /** By the role that the invited person will have. */
    invites: {
      owner: "{inviter} invites you to join {organization} on Latchkey as an owner.",
      admin: "{inviter} invites you to join {organization} on Latchkey as an admin.",
      member: "{inviter} invites you to join {organization} on Latchkey as a member.",
    },
    aMember: "A member",
    anOrganization: "an organization",
    open: "Open the invitation",
    sevenDays:
      "It works once, within seven days, for a Latchkey account that has this email address. If you don’t have one yet, you can create it.",
    ignore: "If you don’t know the person who invites you, you can ignore this email. Nothing has changed.",
  },
  deletionScheduled: {
    subject: "Your account will be deleted",
    when: "You asked us to delete your Latchkey account. That happens on {date}. All your devices are signed out, and your API keys no longer work.",
    keep: "If you change your mind, sign in before then and choose “Keep my account”. Signing in alone doesn’t keep it.",
    notYou:
      "If this wasn’t you, another person can get into your account. Sign in, keep the account, and change your password.",
  },
  accountKept: {
    subject: "Your account will not be deleted",
    kept: "You decided to keep your Latchkey account. Everything is as it was, except your API keys, which stay revoked.",
  },
  dataExported: {
    subject: "Your data was downloaded",
    exported: "A file with everything that your Latchkey account holds was downloaded.",
  },
} as const;
