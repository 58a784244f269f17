"use client";

import { Button, buttonClass } from "@/app/ui/button";
import { MessagePage } from "./message-page";

interface Props {
  error: unknown;
  retry: () => void;
}

/** What a person sees when a page could not be made. The digest finds the cause in the log and tells nothing else. */
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
