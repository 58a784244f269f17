import type { ReactNode } from "react";
import { useTexts } from "#texts";
import type { Theme } from "@/app/ui/theme/theme";
import { ThemeSwitch } from "@/app/ui/theme/theme-switch";

interface Props {
  theme: Theme;
  /** Leaves room below for the messages at the lower edge of the window, which then cover no control at the page's end. */
  hasMessages?: boolean;
  /** The choice of a language. */
  children: ReactNode;
}

export function SiteFooter({ theme, hasMessages = false, children }: Props) {
  const t = useTexts("shell");
  return (
    <footer
      className={`mx-auto mt-16 flex w-full max-w-5xl flex-wrap items-center justify-between gap-4 px-5 pt-8 text-sm text-muted sm:px-8 ${hasMessages ? "pb-24" : "pb-8"}`}
    >
      <p>{t.tagline}</p>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        {children}
        <ThemeSwitch initial={theme} />
      </div>
    </footer>
  );
}
