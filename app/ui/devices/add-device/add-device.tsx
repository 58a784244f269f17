"use client";

import { useActionState, useEffect, useRef } from "react";
import { useTexts } from "#texts";
import { Notice } from "@/app/ui/feedback/notice";
import { PageSession } from "@/app/ui/form/page-session";
import { useApiForm } from "@/app/ui/form/use-api-form";
import { errorMessage } from "@/app/ui/format/error-message";
import { ProofFields } from "@/app/ui/security/proof-fields";
import { Panel } from "@/app/ui/shell/panel";
import type { ShownDeviceLink } from "@/lib/session/sign-in/device-link-contract";
import {
  type AddDeviceStepProps,
  ApprovedStep,
  BeginStep,
  OverStep,
  RequestStep,
  ScanStep,
} from "./add-device-steps";
import { type AddDeviceState, useDeviceLink } from "./use-device-link";

interface Props {
  /** Takes the form before hydration and without JavaScript. */
  action: (before: AddDeviceState | null, form: FormData) => Promise<AddDeviceState>;
}

/** The panel that adds a device: a QR code, then the request of the device that scanned it, then its approval. */
export function AddDevice({ action }: Props) {
  const t = useTexts("addDevice");
  const tErrors = useTexts("errors");
  const [posted, formAction] = useActionState(action, null);
  const { link, begin, approve, cancel, look } = useDeviceLink(posted?.link ?? null);
  const { form, onSubmit, isPending, refusal } = useApiForm({
    submit: (values) => {
      switch (values.get("step")) {
        case "begin":
          return begin();
        case "approve":
          return approve();
        case "cancel":
          return cancel();
        default:
          return look();
      }
    },
    initial: posted?.refusal ?? null,
  });
  const heading = useRef<HTMLHeadingElement>(null);
  const status = link?.status;
  // What was pressed or shown before is gone.
  useEffect(() => {
    if (status) heading.current?.focus();
  }, [status]);

  return (
    <Panel title={t.title} accented>
      <form ref={form} action={formAction} onSubmit={onSubmit} noValidate className="grid gap-5 p-5 sm:p-6">
        <PageSession />
        <input type="hidden" name="id" value={link?.id ?? ""} />
        <input type="hidden" name="requestId" value={link?.request?.id ?? ""} />
        <input type="hidden" name="url" value={link?.url ?? ""} />
        {refusal && (
          <Notice tone="danger" role="alert" tabIndex={-1}>
            {refusal.code === "forbidden" ? t.viaAnotherService : errorMessage(refusal, tErrors)}
          </Notice>
        )}
        <ProofFields posted={posted?.refusal ?? null} id="add-device" />
        <StepOf link={link} heading={heading} isPending={isPending} />
      </form>
    </Panel>
  );
}

function StepOf({ link, ...step }: AddDeviceStepProps & { link: ShownDeviceLink | null }) {
  if (!link) return <BeginStep {...step} />;
  switch (link.status) {
    case "waiting":
      return <ScanStep {...step} link={link} />;
    case "requested":
      return <RequestStep {...step} link={link} />;
    case "approved":
      return <ApprovedStep {...step} link={link} />;
    default:
      return <OverStep {...step} link={link} />;
  }
}
