import type { Metadata, Viewport } from "next";
import type { Texts } from "@/lib/texts/catalogue";

/** The metadata of every page, for both root layouts. An `openGraph` here would take the picture of `app/` away. */
export function siteMetadata(t: Texts<"shell">): Metadata {
  return { title: { template: t.titleTemplate, default: t.title }, description: t.description };
}

export const siteViewport: Viewport = {
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8faf9" },
    { media: "(prefers-color-scheme: dark)", color: "#0b1110" },
  ],
};
