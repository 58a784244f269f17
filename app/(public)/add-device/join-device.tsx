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
import type { DeviceLinkOfferView } from "@/lib/session/device-link-contract";
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

const OVER =
  "This link has expired, was called off, or was opened on another device first. Show a new QR code on your other device.";

/** Adds this device to the account of a link: says whose account that is, asks, and waits for the approval. */
export function JoinDevice({ action, signedIn }: Props) {
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
          {isOver ? OVER : errorMessage(failure ?? { code: "invalid_ticket" }, tErrors)}
        </Notice>
      )}
      {isOver && (
        <Link href="/login" className="link w-fit">
          Sign in another way
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
  return (
    <>
      <p className="noscript:hidden" role="status">
        {isAsking && "One moment…"}
      </p>
      <LinkField />
      <Button type="submit" name="step" value="lookup" className="hidden noscript:inline-flex">
        Continue
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
  const { account, status, code, requestCode } = offer;
  if (signedIn?.email === account.email)
    return (
      <>
        <Notice tone="info">You’re already signed in to this account here.</Notice>
        <Link href="/profile" className={buttonClass()}>
          See your devices
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
          <p>
            Is this your account? Then your other device shows <PairingCode value={code} /> beside the QR
            code.
          </p>
          {signedIn && (
            <p>
              <bdi className="font-medium">{signedIn.name}</bdi> stays signed in here. This account is added
              to it.
            </p>
          )}
          <Button type="submit" name="step" value="request" aria-disabled={isPending} className="w-full">
            {isPending ? "One moment…" : "Yes, sign in here"}
          </Button>
          <p className="text-sm text-muted">
            Don’t know the account, or did someone send you this link? Close this page.
          </p>
        </>
      ) : (
        <>
          <p role="status">
            Now approve this on your other device. It must show <PairingCode value={requestCode ?? ""} />.
          </p>
          <Button type="submit" name="step" value="sign-in" className="hidden noscript:inline-flex">
            I’ve approved it
          </Button>
        </>
      )}
    </>
  );
}
