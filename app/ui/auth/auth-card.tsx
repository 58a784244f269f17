import type { ReactNode } from "react";
import { EARLY_INPUT_SCRIPT } from "@/app/ui/form/early-input-script";

interface Props {
  /** The nonce of this response's content security policy. */
  nonce: string | undefined;
  title: string;
  aside: ReactNode;
  children: ReactNode;
}

/** The narrow column of the sign-in and sign-up pages: title, a line with the other page's link, form. */
export function AuthCard({ nonce, title, aside, children }: Props) {
  return (
    <div className="mx-auto grid w-full max-w-sm gap-6 py-10 sm:py-20">
      <header>
        <h1 className="text-title">{title}</h1>
        <p className="mt-1.5 text-muted">{aside}</p>
      </header>
      <script nonce={nonce} suppressHydrationWarning>
        {EARLY_INPUT_SCRIPT}
      </script>
      <div data-keeps-early-input="" className="grid gap-6">
        {children}
      </div>
    </div>
  );
}
