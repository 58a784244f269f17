"use client";

import { useTexts } from "#texts";
import { Button, buttonClass } from "@/app/ui/button";
import type { Texts } from "@/lib/texts/catalogue";
import { MessagePage } from "./message-page";

export interface FailedRender {
  error: unknown;
  retry: () => void;
}

/** The page shown when rendering failed. The digest finds the error in the server's log and reveals nothing else. */
export function ErrorPage(failed: FailedRender) {
  return <ErrorMessage {...failed} t={useTexts("failed")} />;
}

/** The same with texts that are given: where a layout failed, no texts are above. */
export function ErrorMessage({ error, retry, t }: FailedRender & { t: Texts<"failed"> }) {
  const digest = error instanceof Error && "digest" in error ? String(error.digest) : null;
  return (
    <MessagePage
      code={digest ? t.codeWithDigest({ digest }) : t.code}
      title={t.title}
      actions={
        <>
          <Button onClick={retry}>{t.tryAgain}</Button>
          <a href="/" className={buttonClass({ variant: "quiet" })}>
            {t.backToHome}
          </a>
        </>
      }
    >
      {t.text}
    </MessagePage>
  );
}
