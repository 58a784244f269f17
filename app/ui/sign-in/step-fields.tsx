import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import { Notice } from "@/app/ui/feedback/notice";
import { errorMessage, type FormError } from "@/app/ui/format/error-message";
import type { Texts } from "@/lib/texts/catalogue";

/** The id of a step's alert, for the field it is about. */
export const STEP_ERROR = "step-error";

/** The classes of the row below a step's main button. Its words, not its buttons' edges, stand in line with the fields. */
export const LESSER_ACTIONS = "-mx-3.5 flex flex-wrap justify-between gap-x-2 gap-y-1 forced-colors:mx-0";

interface StepFieldsProps {
  attemptId: string | undefined;
  returnTo: string;
}

/** What the form of every step carries. */
export function StepFields({ attemptId, returnTo }: StepFieldsProps) {
  return (
    <>
      <input type="hidden" name="attemptId" value={attemptId} />
      <input type="hidden" name="returnTo" value={returnTo} />
    </>
  );
}

/** Why the last step failed; nothing while it did not. */
export function StepError({ refusal }: { refusal: FormError | null }) {
  const t = useTexts("signIn");
  const tErrors = useTexts("errors");
  if (!refusal) return null;
  return (
    <Notice tone="danger" role="alert" id={STEP_ERROR} tabIndex={-1}>
      {stepErrorMessage(refusal, t, tErrors)}
    </Notice>
  );
}

/** @returns what to show for a step's error: with the attempts that are left, if the server said so */
export function stepErrorMessage(refusal: FormError, t: Texts<"signIn">, tErrors: Texts<"errors">): string {
  if (refusal.details?.issues?.length) return t.fixFields;
  const left = refusal.details?.remainingAttempts;
  if (refusal.code !== "invalid_code" || left === undefined) return errorMessage(refusal, tErrors);
  if (left === 0) return t.factor.noAttemptsLeft;
  return t.factor.wrongCode({ count: left });
}

/** Gives the attempt up. It is no part of what Enter submits. */
export function CancelButton({ children }: { children: string }) {
  return (
    <Button
      type="submit"
      name="step"
      value="cancel"
      formNoValidate
      variant="plain"
      size="small"
      className="justify-self-start"
    >
      {children}
    </Button>
  );
}
