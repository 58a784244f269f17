"use client";

import Link from "next/link";
import { useActionState } from "react";
import { useTexts } from "#texts";
import { Identity } from "@/app/ui/account/identity";
import { Button, buttonClass } from "@/app/ui/button";
import { PairingCode } from "@/app/ui/devices/add-device/pairing-code";
import { Notice } from "@/app/ui/feedback/notice";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { useFragmentSecret } from "@/app/ui/form/use-fragment-secret";
import { errorMessage, type FormError } from "@/app/ui/format/error-message";
import { LinkField } from "@/app/ui/sign-in/link-field";
import type { DeviceLinkOfferView } from "@/lib/session/sign-in/device-link-contract";
import { useDeviceOffer } from "./use-device-offer";

/** What the page shows, as a form that was posted without JavaScript left it. */
export interface JoinDeviceState {
  refusal: FormError | null;
  offer: DeviceLinkOfferView | null;
  /** As it was pasted. */
  link: string;
}

interface Props {
  action: (before: JoinDeviceState | null, form: FormData) => Promise<JoinDeviceState>;
  /** Who is signed in on this device already. */
  signedIn: { name: string; email: string } | null;
}

/** Adds this device to the account of a link: says whose account that is, asks, and waits for the approval. */
export function JoinDevice({ action, signedIn }: Props) {
  const t = useTexts("joinDevice");
  const tErrors = useTexts("errors");
  const [posted, formAction] = useActionState(action, null);
  const ticket = useFragmentSecret("ticket");
  const { offer, refusal: found, ask } = useDeviceOffer(ticket, posted?.offer ?? null);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: ask,
    initial: posted?.refusal ?? null,
  });
  const failure = found ?? refusal;
  const isOver = failure?.code === "invalid_ticket" || (ticket === null && !posted);

  return (
    <form ref={form} action={formAction} onSubmit={onSubmit} className="grid gap-5">
      {(failure || isOver) && (
        <Notice tone="danger" role="alert" tabIndex={-1}>
          {isOver ? t.over : errorMessage(failure ?? { code: "invalid_ticket" }, tErrors)}
        </Notice>
      )}
      {isOver && (
        <Link href="/login" className="link w-fit">
          {t.anotherWay}
        </Link>
      )}
      {!isOver && !offer && <Opening isAsking={ticket !== null} />}
      {!isOver && offer && (
        <>
          <input type="hidden" name="link" value={posted?.link ?? ""} />
          <OfferStep offer={offer} signedIn={signedIn} isPending={isPending} />
        </>
      )}
    </form>
  );
}

function Opening({ isAsking }: { isAsking: boolean }) {
  const t = useTexts("joinDevice");
  const tForm = useTexts("form");
  return (
    <>
      <p className="noscript:hidden" role="status">
        {isAsking && tForm.oneMoment}
      </p>
      <LinkField />
      <Button type="submit" name="step" value="lookup" className="not-noscript:hidden">
        {t.continue}
      </Button>
    </>
  );
}

interface OfferProps {
  offer: DeviceLinkOfferView;
  signedIn: Props["signedIn"];
  isPending: boolean;
}

function OfferStep({ offer, signedIn, isPending }: OfferProps) {
  const t = useTexts("joinDevice");
  const tForm = useTexts("form");
  const { account, status, code, requestCode } = offer;
  if (signedIn?.email === account.email)
    return (
      <>
        <Notice tone="info">{t.signedInAlready}</Notice>
        <Link href="/profile" className={buttonClass()}>
          {t.seeDevices}
        </Link>
      </>
    );
  return (
    <>
      <div className="flex rounded-2xl border border-line bg-raised px-4 py-3.5">
        <Identity user={account} isWhole />
      </div>
      {status === "waiting" ? (
        <>
          <p>{t.isItYours({ code: <PairingCode value={code} /> })}</p>
          {signedIn && <p>{t.othersStay({ name: <bdi className="font-medium">{signedIn.name}</bdi> })}</p>}
          <Button type="submit" name="step" value="request" aria-disabled={isPending} className="w-full">
            {isPending ? tForm.oneMoment : t.signInHere}
          </Button>
          <p className="text-sm text-muted">{t.stranger}</p>
        </>
      ) : (
        <>
          <p role="status">{t.approve({ code: <PairingCode value={requestCode ?? ""} /> })}</p>
          <Button type="submit" name="step" value="sign-in" className="not-noscript:hidden">
            {t.approved}
          </Button>
        </>
      )}
    </>
  );
}
