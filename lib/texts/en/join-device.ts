/** Where the QR code for a new device leads: the page on that device. */
export const joinDevice = {
  pageTitle: "Add this device",
  title: "Sign in on this device",
  over: "This link has expired, was called off, or was opened on another device first. Show a new QR code on your other device.",
  anotherWay: "Sign in another way",
  continue: "Continue",
  signedInAlready: "You’re already signed in to this account here.",
  seeDevices: "See your devices",
  isItYours: "Is this your account? Then your other device shows {code} beside the QR code.",
  othersStay: "{name} stays signed in here. This account is added to it.",
  signInHere: "Yes, sign in here",
  stranger: "Don’t know the account, or did someone send you this link? Close this page.",
  approve: "Now approve this on your other device. It must show {code}.",
  approved: "I’ve approved it",
} as const;
