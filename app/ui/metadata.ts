import type { Metadata, Viewport } from "next";
import type { Texts } from "@/lib/texts/catalogue";

/**
 * The metadata of every page, for both root layouts. The public pages also have a picture for shared links, which an
 * `openGraph` here would take away. A link to a signed-in page shows the one of the sign-in page, where it leads.
 */
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
