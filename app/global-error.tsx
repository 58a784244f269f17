"use client";

import "./globals.css";
import { ErrorPage } from "./ui/feedback/error-page";

/** Replaces a root layout that failed to render. It is a document of its own, in the system's theme. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body className="px-5 font-sans">
        <title>Something went wrong · Latchkey</title>
        <main>
          <ErrorPage {...props} />
        </main>
      </body>
    </html>
  );
}
