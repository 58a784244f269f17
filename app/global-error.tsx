"use client";

import "./globals.css";
import { ErrorPage } from "./ui/feedback/error-page";

/** Stands in for a root layout that failed: a document of its own, in the colours of the system. */
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
