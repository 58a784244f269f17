/** The guided step after "Wasn’t you?". */
export const report = {
  title: "Secure your account",
  intro: "If this sign-in wasn’t you, someone else may know your password. This shuts them out.",
  introWithoutPassword:
    "If this sign-in wasn’t you, someone else can get into your account. This shuts them out.",
  thisSignIn: "This sign-in",
  signedIn: "Signed in {time}",
  whatHappens: "What happens",
  signedOutAlone: "That device is signed out right away. You stay signed in here.",
  signedOutWithOthers: {
    one: "That device is signed out right away, and so is your other device. You stay signed in here.",
    other:
      "That device is signed out right away, and so are your {count} other devices. You stay signed in here.",
  },
  passwordStops: "Your old password stops working.",
  factorsRemoved: "A passkey or authenticator app that it added is removed.",
  emailGoesBack:
    "If your email address was changed on another device since then, your earlier one is restored.",
  servicesDisconnected: "A service that was connected since then is disconnected.",
  choosePassword: "Choose a new password",
  newPassword: "New password",
  isItYou: "Make sure it’s you",
  confirmFirst:
    "If you signed in a while ago, we ask you to confirm that it’s you first. Nothing changes before that.",
  confirmAt: "Confirm at {service}",
  secure: "Secure my account",
  enterCurrentPassword: "Enter your current password.",
  enterCode: "Enter a code.",
  done: "Your account is secured. All other devices are signed out, and your password is changed.",
  doneWithoutPassword:
    "Your account is secured. All other devices are signed out. If someone else may be able to sign in to {service} as you, secure your account there, too.",
  emailRestored:
    "Your email address is {email} again. It was changed after that sign-in, and the other address no longer works.",
  emailRemoved:
    "Your email address was changed after that sign-in. We removed the new one, but couldn’t give your earlier one back. Choose an email address before you sign out: you can’t sign in without one.",
  chooseEmail: "Choose an email address",
  disconnected:
    "A service that was connected after that sign-in is disconnected. It can’t sign you in any more.",
  added: "Added since that sign-in",
  addedHint: "Remove what you don’t recognize. It can be used to sign in to your account.",
  seeDevices: "See your devices",
  waysToSignIn: "Ways to sign in",
} as const;
