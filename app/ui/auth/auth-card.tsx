import type { ReactNode } from "react";
import { EARLY_INPUT_SCRIPT } from "@/app/ui/form/early-input-script";

interface Props {
  /** The nonce of this response's content security policy. */
  nonce: string | undefined;
  children: ReactNode;
}

/** The narrow column of the pages that sign a user in or up. */
export function AuthCard({ nonce, children }: Props) {
  return (
    <div className="mx-auto w-full max-w-sm py-10 sm:py-20">
      <script nonce={nonce} suppressHydrationWarning>
        {EARLY_INPUT_SCRIPT}
      </script>
      <div data-keeps-early-input="" className="grid gap-6">
        {children}
      </div>
    </div>
  );
}

interface HeaderProps {
  title: ReactNode;
  /** A line below, such as the other page's link. */
  children?: ReactNode;
}

/** The heading of such a page, or of its step. */
export function AuthHeader({ title, children }: HeaderProps) {
  return (
    <header>
      <h1 className="text-title wrap-anywhere">{title}</h1>
      {children && <p className="mt-1.5 text-muted">{children}</p>}
    </header>
  );
}
