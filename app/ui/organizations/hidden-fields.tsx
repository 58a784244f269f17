import { PageSession } from "@/app/ui/form/page-session";

interface Props {
  /** What the form is about, by the names of the fields. */
  fields: Readonly<Record<string, string>>;
}

/** The fields that a form sends without JavaScript besides those that the user sees: its page's session, and what it is about. */
export function HiddenFields({ fields }: Props) {
  return (
    <>
      <PageSession />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
    </>
  );
}
