import type { Metadata, Viewport } from "next";

/** The metadata of every page, for both root layouts. An `openGraph` here would take the picture of `app/` away. */
export const siteMetadata: Metadata = {
  title: { template: "%s · Latchkey", default: "Latchkey: know where you’re signed in" },
  description:
    "A reference app for sessions in Next.js. See every device you’re signed in on, and sign any of them out instantly.",
};

export const siteViewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8faf9" },
    { media: "(prefers-color-scheme: dark)", color: "#0b1110" },
  ],
};
