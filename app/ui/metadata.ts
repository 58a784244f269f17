import type { Metadata, Viewport } from "next";

/** What both root layouts say about every page. */
export const siteMetadata: Metadata = {
  title: { template: "%s · Latchkey", default: "Latchkey: know where you are signed in" },
  description:
    "A reference app for sessions in Next.js: see every device of your account, and end any of them.",
};

export const siteViewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8faf9" },
    { media: "(prefers-color-scheme: dark)", color: "#0b1110" },
  ],
};
