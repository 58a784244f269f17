/** What every page has: its frame, its title, and the pages for addresses that lead nowhere. */
export const shell = {
  titleTemplate: "%s · Latchkey",
  title: "Latchkey: know where you’re signed in",
  description:
    "A reference app for sessions in Next.js. See every device you’re signed in on, and sign any of them out instantly.",
  tagline: "Latchkey. See every session, and why it ended.",
  /** Where the time zone is not known. */
  timesInUtc: "Times are in UTC.",
  skipToContent: "Skip to content",
  language: "Language",
  nav: {
    main: "Main",
    account: "Account",
    dashboard: "Dashboard",
    devices: "Devices",
    security: "Security",
    activity: "Activity",
    organizations: "Organizations",
    people: "People",
    signIn: "Sign in",
    createAccount: "Create account",
  },
  theme: { name: "Theme", system: "System theme", light: "Light theme", dark: "Dark theme" },
  clock: {
    name: "Clock",
    itIs: "It is {time}. Kept in this browser.",
    auto: "Automatic",
    h23: "24 hours",
    h12: "12 hours",
  },
  pages: { name: "Pages", previous: "Previous", next: "Next" },
  notFound: {
    title: "Page not found",
    text: "It may have moved, or the link may be wrong.",
    backToHome: "Back to home",
  },
} as const;
