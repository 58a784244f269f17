import { useTexts } from "#texts";
import { Notice } from "@/app/ui/feedback/notice";
import { formText } from "@/app/ui/form/form-text";
import { errorMessage, type FormError, issueOf, toFieldErrors } from "@/app/ui/format/error-message";
import type { Texts } from "@/lib/texts/catalogue";

/** Says why a form failed, unless one of its `fields` says so itself. */
export function FormNotice({ refusal, fields }: { refusal: FormError | null; fields: string[] }) {
  const tErrors = useTexts("errors");
  if (!refusal || fields.some((field) => fieldError(refusal, field, tErrors))) return null;
  return (
    <Notice tone="danger" role="alert" tabIndex={-1}>
      {errorMessage(refusal, tErrors)}
    </Notice>
  );
}

/** @returns the message for one field: the server's, or that the short name is taken */
export function fieldError(
  refusal: FormError | null,
  field: string,
  tErrors: Texts<"errors">,
): string | undefined {
  if (field === "slug" && refusal?.code === "slug_taken") return errorMessage(refusal, tErrors);
  if (field === "email" && refusal?.code === "already_member") return errorMessage(refusal, tErrors);
  return issueOf(refusal, field);
}

/** @returns an error when the name is empty */
export function checkName(values: FormData, t: Texts<"organizations">): FormError | null {
  return toFieldErrors({ name: formText(values, "name").trim() ? undefined : t.names.missing });
}
