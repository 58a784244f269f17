import { buttonClass } from "@/app/ui/button";

interface Props {
  /** Signs in to the account the form names, and leaves for it. */
  action: (form: FormData) => Promise<void>;
}

/** Signs in to the demo with one click, also without JavaScript. */
export function DemoButtons({ action }: Props) {
  return (
    <form action={action} className="flex flex-wrap gap-2.5">
      <button type="submit" name="account" value="ada" className={buttonClass()}>
        Sign in as Ada
      </button>
      <button type="submit" name="account" value="grace" className={buttonClass({ variant: "quiet" })}>
        Sign in as Grace, an admin
      </button>
    </form>
  );
}
