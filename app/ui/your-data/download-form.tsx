"use client";

import { useState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage, type FormError } from "@/app/ui/format/error-message";
import { ProofFields } from "@/app/ui/security/proof-fields";
import { readAuthError } from "@/lib/client/http/auth-error";
import { useAuthClient } from "@/lib/client/react/auth-provider";

const PATH = "/api/me/export";

/** Downloads the user's data. Without JavaScript the browser saves the answer to the form. @param posted why that was refused */
export function DownloadForm({ posted }: { posted: FormError | null }) {
  const t = useTexts("yourData").download;
  const tErrors = useTexts("errors");
  const { authFetch } = useAuthClient();
  const [isDone, setDone] = useState(false);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: async () => {
      setDone(false);
      const response = await authFetch(PATH);
      if (!response.ok) throw await readAuthError(response);
      save(await response.blob(), fileName(response));
      setDone(true);
    },
    initial: posted,
  });
  return (
    <form ref={form} method="post" action={PATH} onSubmit={onSubmit} className="grid gap-4 p-5 sm:p-6">
      <PageSession />
      <p>{t.what}</p>
      <p className="text-sm text-muted">{t.told}</p>
      {refusal && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      {isDone && (
        <Notice tone="done" role="status">
          {t.done}
        </Notice>
      )}
      <ProofFields posted={posted} id="download" />
      <Button type="submit" variant="quiet" aria-disabled={isPending} className="justify-self-start">
        {isPending ? t.busy : t.button}
      </Button>
    </form>
  );
}

/** The name that the server gave the file. */
function fileName({ headers }: Response): string {
  return /filename="([^"]+)"/.exec(headers.get("Content-Disposition") ?? "")?.[1] ?? "account.json";
}

function save(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads the file after the click.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
