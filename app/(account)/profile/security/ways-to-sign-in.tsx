"use client";

import { useRouter } from "next/navigation";
import { useActionState, useEffect, useRef, useState } from "react";
import { useTexts } from "#texts";
import { useToast } from "@/app/ui/feedback/toaster";
import type { FormError } from "@/app/ui/format/error-message";
import { type AppSetup, AppSetupForm } from "@/app/ui/security/app-setup";
import { RecoveryCodes } from "@/app/ui/sign-in/recovery-codes";
import type { AuthenticatorView } from "@/lib/session/sign-in/sign-in-contract";
import { AddFactor } from "./add-factor";
import { FactorRows } from "./factor-rows";
import { NewCodes } from "./new-codes";
import { useSecondFactors } from "./use-second-factors";

/** What the server action answers to a form that was posted without JavaScript. */
export interface FactorsState {
  /** The button that posted the form. */
  step: string;
  refusal: FormError | null;
  setup: AppSetup | null;
  recoveryCodes: string[] | null;
}

export type FactorsAction = (state: FactorsState | null, form: FormData) => Promise<FactorsState>;

interface Props {
  authenticators: AuthenticatorView[];
  recoveryCodesLeft: number;
  /** What signs the user in without a second factor: a service by its name; null for the password. */
  service: string | null;
  /** The ids by which browsers know the passkeys, by the ids of the API. */
  credentialIds: Record<string, string>;
  action: FactorsAction;
  /** Draws the QR code of an authenticator app's address. */
  drawQrCode: (uri: string) => Promise<string | null>;
}

/** Authenticator apps, passkeys and recovery codes: the list, and what a user does with it. */
export function WaysToSignIn({ authenticators, recoveryCodesLeft, ...props }: Props) {
  const t = useTexts("security").ways;
  const factors = useSecondFactors();
  const router = useRouter();
  const toast = useToast();
  const [posted, formAction] = useActionState(props.action, null);
  // What the user does at the moment. Undefined until something was done with JavaScript.
  const [current, setCurrent] = useState<Pick<FactorsState, "setup" | "recoveryCodes"> | undefined>();
  const { setup, recoveryCodes } = current ?? posted ?? { setup: null, recoveryCodes: null };
  const hasNone = authenticators.length === 0;
  const panel = useRef<HTMLDivElement>(null);

  /** Shows the list, and before it new recovery codes, if there are any. */
  function finish(codes: string[] | null) {
    setCurrent({ setup: null, recoveryCodes: codes });
    // The button that was pressed is gone.
    panel.current?.focus({ preventScroll: true });
  }

  /** The same after a change: the server rendered the list before it. */
  function finishChange(codes: string[] | null) {
    finish(codes);
    router.refresh();
  }

  async function beginApp() {
    const app = await factors.beginApp();
    // Without its picture the secret can still be typed.
    const qrCode = await props.drawQrCode(app.uri).catch(() => null);
    setCurrent({ setup: { ...app, qrCode }, recoveryCodes: null });
  }

  async function confirmApp(code: string) {
    if (!setup) return;
    const codes = await factors.confirmApp(setup.id, code);
    toast.success(t.appAdded);
    finishChange(codes);
  }

  async function addPasskey() {
    const added = await factors.addPasskey();
    if (!added) return;
    toast.success(t.passkeyAdded);
    finishChange(added.recoveryCodes ?? null);
  }

  const formOf = (step: string) => {
    return { action: formAction, posted: posted?.step === step ? posted.refusal : null };
  };
  return (
    <div ref={panel} tabIndex={-1} className="outline-none">
      {recoveryCodes ? (
        <NewRecoveryCodes codes={recoveryCodes} onDone={() => finish(null)} />
      ) : setup ? (
        <AppSetupForm
          {...formOf("confirm-app")}
          setup={setup}
          onConfirm={confirmApp}
          onCancel={() => finish(null)}
        />
      ) : (
        <>
          {hasNone ? (
            <p className="px-5 pt-5 sm:px-6 sm:pt-6">
              {props.service === null ? t.onlyPassword : t.onlyService({ service: props.service })}
            </p>
          ) : (
            <>
              <FactorRows authenticators={authenticators} credentialIds={props.credentialIds} />
              <NewCodes
                {...formOf("new-codes")}
                left={recoveryCodesLeft}
                make={factors.makeRecoveryCodes}
                onMade={finishChange}
              />
            </>
          )}
          <AddFactor {...formOf("begin-app")} onApp={beginApp} onPasskey={addPasskey} isFirst={hasNone} />
        </>
      )}
    </div>
  );
}

/** Recovery codes that were just made. Nothing else of the page is printed with them. */
function NewRecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const t = useTexts("security").codes;
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that made the codes is gone.
  useEffect(() => heading.current?.focus(), []);
  return (
    <div data-print="" className="grid gap-2 p-5 sm:p-6">
      <h3 ref={heading} tabIndex={-1} className="text-heading outline-none">
        {t.save}
      </h3>
      <RecoveryCodes codes={codes} onDone={onDone} returnTo="/profile/security" />
    </div>
  );
}
