import type { MetadataRoute } from "next";
import { PRODUCT_NAME } from "@/lib/session/product";

/** What a phone shows when the app is added to its home screen. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    name: PRODUCT_NAME,
    short_name: PRODUCT_NAME,
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
