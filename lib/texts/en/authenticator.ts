/** The kinds of second factors, and what follows when one is removed. */
export const authenticator = {
  kind: { totp: "Authenticator app", passkey: "Passkey" },
  removal: {
    passkey: "You can’t sign in with it any more.",
    totp: "Codes from this app won’t work any more.",
    stillHave: "You still have {names}.",
    last: "It’s your last one, so your recovery codes stop working too. Your password alone will be enough to sign in.",
  },
} as const;
