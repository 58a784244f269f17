"use client";

import { Button, buttonClass } from "@/app/ui/button";
import { MessagePage } from "./message-page";

interface Props {
  error: unknown;
  retry: () => void;
}

/** The page shown when rendering failed. The digest finds the error in the server's log and reveals nothing else. */
export function ErrorPage({ error, retry }: Props) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <MessagePage
      code={digest ? `Error ${digest}` : "Error"}
      title="Something went wrong"
      actions={
        <>
          <Button onClick={retry}>Try again</Button>
          <a href="/" className={buttonClass({ variant: "quiet" })}>
            Back to home
          </a>
        </>
      }
    >
      We couldn’t load this page. Try again in a moment.
    </MessagePage>
  );
}
