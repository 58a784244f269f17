/** Getting back in: a forgotten password, a new one, and a sign-in that was someone else’s. */
export const recovery = {
  forgot: {
    title: "Forgot your password?",
    text: "Enter the email address of your account. We’ll send you a link to choose a new password.",
    email: "Email",
    send: "Send the link",
    sent: "If there’s an account for {address}, we’ve sent it a link. The link works for ten minutes.",
    nothingThere:
      "Nothing there? Look in your spam folder, or check the address and ask again in a few minutes.",
    backToSignIn: "Back to sign in",
  },
  reset: {
    title: "Choose a new password",
    newPassword: "New password",
    change: "Change password",
    needsCode: "Your account has a second step. Enter its code, too.",
    refused: "This link has expired or was used before. A newer link replaces an older one.",
    askAgain: "Ask for a new link",
    done: "Your password is changed, and you’re signed out on every device.",
    signIn: "Sign in with the new password",
  },
  notMe: {
    title: "Was this you?",
    text: "We’ve told you about a sign-in to your account. If it wasn’t you, sign that device out now. You stay signed in everywhere else.",
    refused: "This link has expired. Sign in to see your devices and sign any of them out.",
    signIn: "Sign in",
    signOut: "That wasn’t me: sign it out",
    signingOut: "Signing out…",
    done: "That device is signed out.",
    advice:
      "Someone else may know your password. Choose a new one now: it signs out every other device, too. Then open your activity and choose “Wasn’t you?” at that sign-in: what was added or changed from there is undone.",
    newPassword: "Choose a new password",
    review: "Review your activity",
  },
} as const;
