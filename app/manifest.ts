import type { MetadataRoute } from "next";

/** What a phone shows when the app is added to its home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: "Latchkey",
    short_name: "Latchkey",
    description: "Know where you’re signed in.",
    start_url: "/",
    display: "browser",
    background_color: "#f8faf9",
    theme_color: "#f8faf9",
    icons: [
      { src: "/icon.svg", type: "image/svg+xml", sizes: "any" },
      { src: "/apple-icon.png", type: "image/png", sizes: "180x180" },
    ],
  };
}
