"use client";

import type { ReactNode, RefObject } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { DeviceIcon } from "@/app/ui/devices/device-icon";
import { Notice } from "@/app/ui/feedback/notice";
import { deviceIdentity, placeName } from "@/app/ui/format/device";
import type { ShownDeviceLink } from "@/lib/session/device-link-contract";
import { PairingCode } from "./pairing-code";

export interface StepProps {
  /** Gets the focus when the step begins. */
  heading: RefObject<HTMLHeadingElement | null>;
  isPending: boolean;
}
type LinkStepProps = StepProps & { link: ShownDeviceLink };

function Heading({ heading, children }: Pick<StepProps, "heading"> & { children: ReactNode }) {
  return (
    <h3 ref={heading} tabIndex={-1} className="text-heading outline-none wrap-anywhere">
      {children}
    </h3>
  );
}

export function BeginStep({ isPending }: StepProps) {
  return (
    <>
      <p>
        Sign in a phone or another computer without typing your password there. You’ll scan a QR code with it,
        compare a short number, and approve it here.
      </p>
      <div>
        <Button type="submit" name="step" value="begin" aria-disabled={isPending}>
          {isPending ? "One moment…" : "Show the QR code"}
        </Button>
      </div>
    </>
  );
}

export function ScanStep({ link, heading, isPending }: LinkStepProps) {
  return (
    <div className="grid gap-6 sm:grid-cols-[auto_1fr]">
      <div className="aspect-square w-52 justify-self-center rounded-xl border border-line bg-white p-2">
        {/* biome-ignore lint/performance/noImgElement: the image is part of the page. */}
        {link.qrCode && <img src={link.qrCode} alt="QR code of the link below" className="size-full" />}
      </div>
      <div className="grid content-start gap-4">
        <Heading heading={heading}>Scan this with your new device</Heading>
        <p>
          Its camera opens a page that names your account and shows <PairingCode value={link.code} />. If it
          shows another number, stop there.
        </p>
        <p className="text-sm text-muted">
          Can’t scan it? Open this link there:{" "}
          <span className="font-mono text-ink wrap-anywhere select-all" dir="ltr" translate="no">
            {link.url}
          </span>
        </p>
        <p className="text-sm text-muted">The link works once, for five minutes. Don’t send it to anyone.</p>
        <Actions>
          <Button type="submit" name="step" value="check" className="hidden noscript:inline-flex">
            I’ve opened it
          </Button>
          <CancelButton isPending={isPending}>Cancel</CancelButton>
        </Actions>
      </div>
    </div>
  );
}

export function RequestStep({ link, heading, isPending }: LinkStepProps) {
  const tDevice = useTexts("device");
  const { request } = link;
  if (!request) return null;
  const facts = [placeName(request, tDevice), request.ipAddress].filter(Boolean).join(" · ");
  return (
    <>
      <div className="flex items-center gap-4">
        <DeviceIcon session={request} />
        <div className="min-w-0">
          <Heading heading={heading}>{deviceIdentity(request, tDevice)} asks to be added</Heading>
          <p className="text-sm text-muted wrap-anywhere">{facts}</p>
        </div>
      </div>
      <p>
        Does it show <PairingCode value={request.code} />?
      </p>
      <p className="text-sm text-muted">
        Add it only if you have it in front of you. It’ll be signed in to your account, until you sign it out.
      </p>
      <Actions>
        <Button type="submit" name="step" value="approve" aria-disabled={isPending}>
          {isPending ? "One moment…" : "Yes, add this device"}
        </Button>
        <CancelButton isPending={isPending}>No, stop</CancelButton>
      </Actions>
    </>
  );
}

export function ApprovedStep({ link, heading, isPending }: LinkStepProps) {
  const tDevice = useTexts("device");
  return (
    <>
      <Heading heading={heading}>Approved</Heading>
      <p>{`${link.request ? deviceIdentity(link.request, tDevice) : "The device"} is signing in…`}</p>
      <Actions>
        <Button type="submit" name="step" value="check" className="hidden noscript:inline-flex">
          Check again
        </Button>
        <CancelButton isPending={isPending}>Cancel</CancelButton>
      </Actions>
    </>
  );
}

export function OverStep({ link, heading, isPending }: LinkStepProps) {
  const tDevice = useTexts("device");
  const isAdded = link.status === "used";
  const device = link.request ? deviceIdentity(link.request, tDevice) : "The device";
  return (
    <>
      <Heading heading={heading}>{isAdded ? `${device} is signed in` : "No device was added"}</Heading>
      {isAdded ? (
        <Notice tone="done">It’s in the list below. You can sign it out there whenever you like.</Notice>
      ) : (
        <p>{link.status === "expired" ? "The QR code has expired." : "The link is void now."}</p>
      )}
      <Actions>
        <Button type="submit" name="step" value="begin" variant="quiet" aria-disabled={isPending}>
          {isAdded ? "Add another device" : "Show a new QR code"}
        </Button>
      </Actions>
    </>
  );
}

function Actions({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2">{children}</div>;
}

function CancelButton({ isPending, children }: { isPending: boolean; children: string }) {
  return (
    <Button type="submit" name="step" value="cancel" variant="quiet" aria-disabled={isPending}>
      {children}
    </Button>
  );
}
