"use client";

import { useActionState } from "react";
import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { PageSession } from "@/app/ui/form/page-session";
import { SelectField } from "@/app/ui/form/select";
import { errorMessage, type FormError } from "@/app/ui/format/error-message";
import { ProofFields } from "@/app/ui/security/proof-fields";

/** What the form that was posted led to. */
export interface SignOutState {
  /** Why it failed; null when the devices are signed out. */
  refusal: FormError | null;
}

interface Props {
  /** The other devices, by session. */
  devices: readonly { id: string; name: string }[];
  action: (state: SignOutState | null, form: FormData) => Promise<SignOutState>;
}

/** Signs other devices out without JavaScript, in the place of the buttons of the rows, which CSS hides then. */
export function PlainSignOutForm({ devices, action }: Props) {
  const t = useTexts("devices");
  const tErrors = useTexts("errors");
  const [posted, formAction] = useActionState(action, null);
  const refusal = posted?.refusal ?? null;
  const options = [
    ...devices.map(({ id, name }) => ({ value: id, label: name })),
    { value: "others", label: t.allOthers },
  ];
  return (
    <form action={formAction} className="hidden gap-4 border-t border-line p-5 noscript:grid sm:p-6">
      <PageSession />
      {refusal && (
        <Notice tone="danger" role="alert">
          {errorMessage(refusal, tErrors)}
        </Notice>
      )}
      {posted && !refusal && (
        <Notice tone="done" role="status">
          {t.done}
        </Notice>
      )}
      <SelectField name="devices" label={t.signOut} options={options} />
      <ProofFields posted={refusal} id="devices" />
      <Button type="submit" variant="quiet" className="justify-self-start">
        {t.signOut}
      </Button>
    </form>
  );
}
