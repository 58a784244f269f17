/** The page shown when rendering failed. `app/global-error.tsx` carries it in every language. */
export const failed = {
  code: "Error",
  codeWithDigest: "Error {digest}",
  pageTitle: "Something went wrong · Latchkey",
  title: "Something went wrong",
  text: "We couldn’t load this page. Try again in a moment.",
  tryAgain: "Try again",
  backToHome: "Back to home",
} as const;
