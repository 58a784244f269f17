"use client";

import { useEffect, useEffectEvent } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { usePasskeySupport } from "@/app/ui/sign-in/use-passkey-support";
import type { SignIn } from "@/lib/client/sign-in/use-sign-in";
import type { FirstFactor } from "@/lib/session/sign-in/sign-in-contract";

interface Props {
  flow: SignIn;
  /** The ways in that this deployment offers. */
  methods: FirstFactor[];
  /** Whether passkeys are offered in the autofill of the address. */
  offersPasskeys: boolean;
  isPending: boolean;
  /** The user turned to one of them: what was wrong with the password does not matter now. */
  onTurn: () => void;
  isRemembered: () => boolean;
}

/** The ways in beside the password. The code is sent to the address in the form; a passkey needs none. */
export function OtherWays({ flow, methods, offersPasskeys, isPending, onTurn, isRemembered }: Props) {
  const t = useTexts("signIn");
  const canUsePasskey = usePasskeySupport() && methods.includes("passkey");
  useAutofilledPasskey(flow, canUsePasskey && offersPasskeys, isRemembered);
  return (
    <div className="grid gap-2.5">
      {methods.includes("email_code") && (
        <Button
          type="submit"
          name="step"
          value="email-code"
          formNoValidate
          variant="quiet"
          aria-disabled={isPending}
        >
          {t.form.emailCode}
        </Button>
      )}
      {canUsePasskey && (
        <Button
          variant="quiet"
          aria-disabled={isPending}
          onClick={() => {
            onTurn();
            flow.submitPasskey({ rememberMe: isRemembered() }).catch(() => {});
          }}
        >
          {t.usePasskey}
        </Button>
      )}
    </div>
  );
}

/** A challenge is good for five minutes; a page that stays open asks for the next one in time. */
const RENEW_AFTER_MS = 4 * 60_000;

/** Offers passkeys in the autofill of the address field, for as long as the form is there. */
function useAutofilledPasskey(flow: SignIn, isWanted: boolean, isRemembered: () => boolean): void {
  const offer = useEffectEvent(() => flow.offerPasskeys(isRemembered));
  useEffect(() => {
    if (!isWanted) return;
    let stop = offer();
    const renewal = setInterval(() => {
      stop();
      stop = offer();
    }, RENEW_AFTER_MS);
    return () => {
      clearInterval(renewal);
      stop();
    };
  }, [isWanted]);
}
