/** Fields and buttons that many forms share. */
export const form = {
  show: "Show",
  hide: "Hide",
  /** After "Show" or "Hide", for screen readers: the label of the field. */
  thePassword: "{label:lower}",
  save: "Save",
  cancel: "Cancel",
  close: "Close",
  oneMoment: "One moment…",
  tryAgain: "Try again",
  loading: "Loading…",
  rename: "Rename {name}",
  nameOf: "Name of {name}",
  closeMessage: "Close message",
  thatDidNotWork: "That didn’t work. {reason}",
  offline: "You’re offline.",
  mayBeOutOfDate: "This list may be out of date.",
  currentPassword: "Current password",
  incorrectCurrentPassword: "Incorrect current password.",
  code: "Code",
  codeHint: "From your authenticator app, or a recovery code.",
  password: {
    advice: "At least {least} characters. Four or five unrelated words work well. Spaces count.",
    missing: "Enter a password.",
    charactersToGo: { one: "{count} more character to go.", other: "{count} more characters to go." },
  },
} as const;
