import { useTexts } from "#texts";
import { buttonClass } from "@/app/ui/button";

interface Props {
  /** Signs in to the account the form names, and leaves for it. */
  action: (form: FormData) => Promise<void>;
}

/** Signs in to the demo with one click, also without JavaScript. */
export function DemoButtons({ action }: Props) {
  const t = useTexts("landing");
  return (
    <form action={action} className="flex flex-wrap gap-2.5">
      <button type="submit" name="account" value="ada" className={buttonClass()}>
        {t.signInAsAda}
      </button>
      <button type="submit" name="account" value="grace" className={buttonClass({ variant: "quiet" })}>
        {t.signInAsGrace}
      </button>
    </form>
  );
}
