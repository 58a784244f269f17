/** Signing in and up in the browser: the forms, and the steps that the server may ask for. */
export const signIn = {
  signIn: "Sign in",
  signingIn: "Signing in…",
  createAccount: "Create account",
  creating: "Creating…",
  continue: "Continue",
  usePasskey: "Use a passkey",
  useAnotherAddress: "Use another address",
  useAnotherAccount: "Use another account",
  name: "Name",
  email: "Email",
  password: "Password",
  fixFields: "Fix the highlighted fields.",
  /** The sign-in form and the other ways in. */
  form: {
    forgotPassword: "Forgot your password?",
    rememberMe: "Remember me",
    emailCode: "Email me a code",
    emailMissing: "Enter your email address, and we’ll send you a code.",
    provider: "Continue with {name}",
  },
  signUp: {
    title: "Create an account",
    nameMissing: "Enter your name.",
    emailInvalid: "Enter a valid email address, like name@example.com.",
    emailTaken: "There’s already an account with this email address. {signIn}",
    signInInstead: "Sign in instead.",
  },
  link: {
    title: "Sign in with a link",
    text: "The link works once, and only in the browser where you asked for it.",
    refused:
      "This link has expired, was used before, or belongs to another browser. Go back to where you asked for it, and type the code from the same email there.",
    goToSignIn: "Go to the sign-in page",
    anotherWay: "Sign in another way",
  },
  /** The headings of the steps, by their names in `SignInStep`. */
  stepTitle: {
    challenge: "Check your email",
    totp: "One more step",
    totp_setup: "Set up a second step",
    profile: "Almost there",
  },
  recoveryCodesTitle: "Save your recovery codes",
  challenge: {
    sentIfUsable: "If you can use this address, we’ve sent a code to {address}. It works for ten minutes.",
    sentIfAccount: "If there’s an account, we’ve sent a code to {address}. It works for ten minutes.",
    resent: "We’ve sent a new code. The one before doesn’t work any more.",
    code: "Code from the email",
    newCodeIn: "New code in {seconds} s",
    sendNewCode: "Send a new code",
  },
  factor: {
    account: "You’re signing in as {email}.",
    appCode: "Code from your authenticator app",
    useApp: "Use your authenticator app",
    useRecoveryCode: "Use a recovery code",
    recoveryCode: "Recovery code",
    recoveryCodeHint: "One of the codes you saved when you set up the second step. Each works once.",
    signInWithRecoveryCode: "Sign in with the recovery code",
    wrongCode: {
      one: "That code isn’t right. You have {count} attempt left.",
      other: "That code isn’t right. You have {count} attempts left.",
    },
    noAttemptsLeft: "That code isn’t right, and there are no attempts left. Start again.",
  },
  setUp: {
    text: "Your account needs a second step at sign-in. You’ll need an app on your phone that makes codes, such as your password manager or an authenticator app.",
    begin: "Set up an authenticator app",
    codeHint: "Six digits. The app shows new ones every 30 seconds.",
  },
} as const;
