import { useTexts } from "#texts";
import { Field } from "@/app/ui/form/field";
import type { FormError } from "@/app/ui/format/error-message";
import { fieldError } from "./form-notice";

interface Props {
  refusal: FormError | null;
  initial: { name?: string; slug?: string };
  slugHint: string;
  /** Tells the fields of several forms on a page apart. */
  id?: string;
}

/** The name and the short name of an organization or a workspace. */
export function NameFields({ refusal, initial, slugHint, id = "field" }: Props) {
  const t = useTexts("organizations").names;
  const tErrors = useTexts("errors");
  return (
    <>
      <Field
        id={`${id}-name`}
        name="name"
        label={t.name}
        autoComplete="off"
        maxLength={80}
        defaultValue={initial.name ?? ""}
        error={fieldError(refusal, "name", tErrors)}
      />
      <Field
        id={`${id}-slug`}
        name="slug"
        label={t.shortName}
        hint={slugHint}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={40}
        defaultValue={initial.slug ?? ""}
        error={fieldError(refusal, "slug", tErrors)}
      />
    </>
  );
}
