import { PageSession } from "@/app/ui/form/page-session";

interface Props {
  /** What the form is about, by the names of the fields. */
  fields: Readonly<Record<string, string>>;
}

/** The fields of a form that nobody sees, sent without JavaScript: its page's session, and what the form is about. */
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
