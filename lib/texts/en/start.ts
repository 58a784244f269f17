/** The first page of the app. */
export const start = {
  title: "Know where you’re signed in.",
  text: "See every device on your account, sign any of them out instantly, and always know why a session ended.",
  dashboard: "Go to your dashboard",
  devices: "See your devices",
  signIn: "Sign in",
  createAccount: "Create an account",
} as const;
