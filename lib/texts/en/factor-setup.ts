/** A new authenticator app's secret, and recovery codes: at sign-in and on the security page. */
export const factorSetup = {
  scan: "Scan this with your authenticator app. Then enter the code it shows.",
  qrCode: "QR code of the secret below",
  cannotScan: "Can’t scan it? {open} or type this secret: {secret}",
  openApp: "Open your app",
  codes: {
    name: "Recovery codes",
    text: "Keep these somewhere safe. If you lose your phone, each of them signs you in once. You won’t see them again.",
    saved: "I’ve saved my recovery codes",
    continue: "Continue",
    savedContinue: "I’ve saved them. Continue",
    copy: "Copy",
    copied: "Copied",
    download: "Download",
    print: "Print",
    /** The first line of the file with the codes. */
    file: "Latchkey recovery codes",
  },
} as const;
