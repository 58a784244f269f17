import { useTexts } from "#texts";
import { Field } from "@/app/ui/form/field";

/** Without scripts the secret of a link can't be read from the address: the user pastes the link. */
export function LinkField({ error }: { error?: string | undefined }) {
  const t = useTexts("mailLink");
  return (
    <noscript>
      <Field name="link" label={t.label} hint={t.hint} autoComplete="off" required error={error} />
    </noscript>
  );
}
