import { Field } from "@/app/ui/form/field";

/** Without scripts the secret of a link can't be read from the address: the user pastes the link. */
export function LinkField({ error }: { error?: string | undefined }) {
  return (
    <noscript>
      <Field
        name="link"
        label="Link from the email"
        hint="Your browser runs no scripts, so copy the link from the email and paste it here."
        autoComplete="off"
        required
        error={error}
      />
    </noscript>
  );
}
