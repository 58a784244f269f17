/** The two devices of the demo's landing page. */
export const sandbox = {
  laptop: "Laptop",
  phone: "Phone",
  blankAfter: "blank {seconds} s after the click",
  signedOutHere: "You signed out on this device.",
  signedOut: "You’re signed out",
  signInAgain: "Sign in again",
  devices: "Devices",
  thisDevice: "This device",
  signOut: "Sign out",
  signOutHere: "Sign out of this device",
  signOutOf: "Sign out {name}",
  isOver: "This account lived for half an hour, and is gone.",
  failed: "The live devices couldn’t be started.",
  /** `count` minutes at most. */
  full: {
    one: "Two hundred people are trying this right now. A place will be free within a minute, and your devices will appear here by themselves.",
    other:
      "Two hundred people are trying this right now. There’s room for you in {count} minutes at most, and your devices will appear here by themselves.",
  },
  limited: {
    one: "Many people on your network have just tried this. Your devices will appear here in a minute.",
    other:
      "Many people on your network have just tried this. Your devices will appear here in {count} minutes.",
  },
} as const;
