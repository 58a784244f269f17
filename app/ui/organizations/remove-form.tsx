import { useTexts } from "#texts";
import { Button } from "@/app/ui/button";
import type { FormError } from "@/app/ui/format/error-message";
import { HiddenFields } from "./hidden-fields";

/** What the form of one row posts without JavaScript. */
export interface RowPost {
  action: (form: FormData) => void;
  /** What the row is about, by the names of the form's fields. */
  fields: Readonly<Record<string, string>>;
  /** Why this row's form failed when it was posted; null or left out for the other rows. */
  refusal?: FormError | null;
}

interface Props {
  /** On the button. */
  verb: string;
  /** The verb with what it is about: the rows have the same buttons. */
  label: string;
  isOffline: boolean;
  /** Asks in a dialog, or acts at once. */
  onPress: () => void;
  post: RowPost;
}

/** The button that takes a row's item away. Without JavaScript a box is ticked first, in the place of a dialog. */
export function RemoveForm({ verb, label, isOffline, onPress, post }: Props) {
  const t = useTexts("organizations");
  return (
    <form
      className="flex items-center gap-3"
      action={post.action}
      onSubmit={(event) => {
        event.preventDefault();
        onPress();
      }}
    >
      <HiddenFields fields={post.fields} />
      <noscript>
        <label className="flex min-h-9 items-center gap-2 text-sm text-muted">
          <input type="checkbox" required aria-label={t.sureOf({ label })} className="size-4" />
          {t.sure}
        </label>
      </noscript>
      <Button type="submit" variant="quiet" size="small" aria-label={label} disabled={isOffline}>
        {verb}
      </Button>
    </form>
  );
}
