"use client";

import type { ReactNode, RefObject } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { DeviceIcon } from "@/app/ui/devices/device-icon";
import { Notice } from "@/app/ui/feedback/notice";
import { deviceIdentity, placeName } from "@/app/ui/format/device";
import type { ShownDeviceLink } from "@/lib/session/sign-in/device-link-contract";
import { PairingCode } from "./pairing-code";

export interface AddDeviceStepProps {
  /** Gets the focus when the step begins. */
  heading: RefObject<HTMLHeadingElement | null>;
  isPending: boolean;
}
type LinkStepProps = AddDeviceStepProps & { link: ShownDeviceLink };

function Heading({ heading, children }: Pick<AddDeviceStepProps, "heading"> & { children: ReactNode }) {
  return (
    <h3 ref={heading} tabIndex={-1} className="text-heading outline-none wrap-anywhere">
      {children}
    </h3>
  );
}

/** Before a link is made: what will happen, and the button that makes it. */
export function BeginStep({ isPending }: AddDeviceStepProps) {
  const t = useTexts("addDevice");
  const tForm = useTexts("form");
  return (
    <>
      <p>{t.intro}</p>
      <div>
        <Button type="submit" name="step" value="begin" aria-disabled={isPending}>
          {isPending ? tForm.oneMoment : t.showQrCode}
        </Button>
      </div>
    </>
  );
}

/** The QR code of a link that no device has opened yet. */
export function ScanStep({ link, heading, isPending }: LinkStepProps) {
  const t = useTexts("addDevice");
  const tForm = useTexts("form");
  return (
    <div className="grid gap-6 sm:grid-cols-[auto_1fr]">
      <div className="aspect-square w-56 justify-self-center overflow-hidden rounded-xl border border-line">
        {/* biome-ignore lint/performance/noImgElement: the image is part of the page. */}
        {link.qrCode && <img src={link.qrCode} alt={t.qrCode} className="size-full" />}
      </div>
      <div className="grid content-start gap-4">
        <Heading heading={heading}>{t.scan}</Heading>
        <p>{t.compare({ code: <PairingCode value={link.code} /> })}</p>
        <p className="text-sm text-muted">
          {t.openLink({
            link: (
              <span className="font-mono text-ink wrap-anywhere select-all" dir="ltr" translate="no">
                {link.url}
              </span>
            ),
          })}
        </p>
        <p className="text-sm text-muted">{t.worksOnce}</p>
        <Actions>
          <Button type="submit" name="step" value="check" className="not-noscript:hidden">
            {t.haveOpened}
          </Button>
          <CancelButton isPending={isPending}>{tForm.cancel}</CancelButton>
        </Actions>
      </div>
    </div>
  );
}

/** The device that asks, to be approved or refused. */
export function RequestStep({ link, heading, isPending }: LinkStepProps) {
  const t = useTexts("addDevice");
  const tForm = useTexts("form");
  const tDevice = useTexts("device");
  const { request } = link;
  if (!request) return null;
  const facts = [placeName(request, tDevice), request.ipAddress].filter(Boolean).join(" · ");
  return (
    <>
      <div className="flex items-center gap-4">
        <DeviceIcon session={request} />
        <div className="min-w-0">
          <Heading heading={heading}>{t.asks({ device: deviceIdentity(request, tDevice) })}</Heading>
          <p className="text-sm text-muted wrap-anywhere">{facts}</p>
        </div>
      </div>
      <p>{t.doesItShow({ code: <PairingCode value={request.code} /> })}</p>
      <p className="text-sm text-muted">{t.onlyIfYours}</p>
      <Actions>
        <Button type="submit" name="step" value="approve" aria-disabled={isPending}>
          {isPending ? tForm.oneMoment : t.add}
        </Button>
        <CancelButton isPending={isPending}>{t.stop}</CancelButton>
      </Actions>
    </>
  );
}

/** The device is approved and has not signed in yet. */
export function ApprovedStep({ link, heading, isPending }: LinkStepProps) {
  const t = useTexts("addDevice");
  const tForm = useTexts("form");
  const tDevice = useTexts("device");
  const device = link.request ? deviceIdentity(link.request, tDevice) : t.theDevice;
  return (
    <>
      <Heading heading={heading}>{t.approved}</Heading>
      <p>{t.signingIn({ device })}</p>
      <Actions>
        <Button type="submit" name="step" value="check" className="not-noscript:hidden">
          {t.checkAgain}
        </Button>
        <CancelButton isPending={isPending}>{tForm.cancel}</CancelButton>
      </Actions>
    </>
  );
}

/** How it ended. */
export function OverStep({ link, heading, isPending }: LinkStepProps) {
  const t = useTexts("addDevice");
  const tDevice = useTexts("device");
  const isAdded = link.status === "used";
  const device = link.request ? deviceIdentity(link.request, tDevice) : t.theDevice;
  return (
    <>
      <Heading heading={heading}>{isAdded ? t.signedIn({ device }) : t.noneAdded}</Heading>
      {isAdded ? (
        <Notice tone="done">{t.inTheList}</Notice>
      ) : (
        <p>{link.status === "expired" ? t.expired : t.void}</p>
      )}
      <Actions>
        <Button type="submit" name="step" value="begin" variant="quiet" aria-disabled={isPending}>
          {isAdded ? t.addAnother : t.showNewQrCode}
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
