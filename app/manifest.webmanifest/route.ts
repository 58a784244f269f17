import type { MetadataRoute } from "next";
import { PRODUCT_NAME } from "@/lib/session/product";

export const dynamic = "force-static";

const MANIFEST: MetadataRoute.Manifest = {
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

/**
 * What a phone shows when the app is added to its home screen. A route and not Next's `app/manifest.ts`: for that, every
 * page would have Next parse the path of the manifest as a whole URL, and catch the error.
 */
// session-lint-ignore route-wrapper: a file that is the same for every visitor; it reads no cookie and no token
export function GET() {
  return Response.json(MANIFEST, { headers: { "Content-Type": "application/manifest+json" } });
}
