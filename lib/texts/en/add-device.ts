/** The panel of the device screen that adds a device with a QR code. */
export const addDevice = {
  title: "Add a device",
  intro:
    "Sign in a phone or another computer without typing your password there. You’ll scan a QR code with it, compare a short number, and approve it here.",
  showQrCode: "Show the QR code",
  qrCode: "QR code of the link below",
  scan: "Scan this with your new device",
  compare:
    "Its camera opens a page that names your account and shows {code}. If it shows another number, stop there.",
  openLink: "Can’t scan it? Open this link there: {link}",
  worksOnce: "The link works once, for five minutes. Don’t send it to anyone.",
  haveOpened: "I’ve opened it",
  asks: "{device} asks to be added",
  doesItShow: "Does it show {code}?",
  onlyIfYours:
    "Add it only if you have it in front of you. It’ll be signed in to your account, until you sign it out.",
  add: "Yes, add this device",
  stop: "No, stop",
  approved: "Approved",
  theDevice: "The device",
  signingIn: "{device} is signing in…",
  checkAgain: "Check again",
  signedIn: "{device} is signed in",
  inTheList: "It’s in the list below. You can sign it out there whenever you like.",
  addAnother: "Add another device",
  noneAdded: "No device was added",
  expired: "The QR code has expired.",
  void: "The link is void now.",
  showNewQrCode: "Show a new QR code",
  viaAnotherService: "You signed in here through another service. On your new device, sign in the same way.",
} as const;
