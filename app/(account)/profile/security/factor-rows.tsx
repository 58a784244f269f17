"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTexts } from "#texts";
import { ConfirmDialog } from "@/app/ui/feedback/confirm-dialog";
import { useToast } from "@/app/ui/feedback/toaster";
import { useDialog } from "@/app/ui/feedback/use-dialog";
import { removalEffects } from "@/app/ui/format/authenticator";
import { errorMessage, toFormError } from "@/app/ui/format/error-message";
import { AuthenticatorRow } from "@/app/ui/security/authenticator-row";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import { useSecondFactors } from "./use-second-factors";

interface Props {
  authenticators: AuthenticatorView[];
  /** All of the user's, where only some are listed. */
  all?: AuthenticatorView[];
  /** The ids by which browsers know the passkeys, by the ids of the API. */
  credentialIds: Record<string, string>;
}

/** The list of authenticator apps and passkeys, and the confirmation before one of it is removed. */
export function FactorRows({ authenticators, all = authenticators, credentialIds }: Props) {
  const t = useTexts("security").factor;
  const tAuthenticator = useTexts("authenticator");
  const tErrors = useTexts("errors");
  const { rename, remove } = useSecondFactors();
  const router = useRouter();
  const toast = useToast();
  // Kept after the dialog is closed, so that its text stays while it closes.
  const [removed, setRemoved] = useState<AuthenticatorView | null>(null);
  const { open, dialog } = useDialog(async () => {
    if (!removed) return "";
    await remove(removed.id, credentialIds[removed.id]);
    return t.removed({ name: removed.name });
  });

  async function saveName({ id }: AuthenticatorView, name: string) {
    await rename(id, name).catch((thrown) => {
      toast.error(t.notRenamed({ reason: errorMessage(toFormError(thrown), tErrors) }));
      throw thrown;
    });
    router.refresh();
  }

  return (
    <>
      <ul className="divide-y divide-line">
        {authenticators.map((authenticator) => (
          <AuthenticatorRow
            key={authenticator.id}
            authenticator={authenticator}
            onRename={saveName}
            onRemove={(one) => {
              setRemoved(one);
              open();
            }}
          />
        ))}
      </ul>
      {removed && (
        <ConfirmDialog {...dialog} title={t.ask({ name: removed.name })} confirm={t.remove}>
          {removalEffects(removed, all, tAuthenticator).map((effect) => (
            <p key={effect}>{effect}</p>
          ))}
        </ConfirmDialog>
      )}
    </>
  );
}
