import { Monitor, Moon, Sun } from "lucide-react";
import type { ReactNode } from "react";
import { useTexts } from "#texts";
import type { Theme } from "@/app/ui/theme/theme";
import { ThemeSwitch } from "@/app/ui/theme/theme-switch";

const ICON = { "aria-hidden": true, className: "size-4", strokeWidth: 1.75 } as const;
const ICONS = { system: <Monitor {...ICON} />, light: <Sun {...ICON} />, dark: <Moon {...ICON} /> };

/** @param props.children the choice of a language */
export function SiteFooter({ theme, children }: { theme: Theme; children: ReactNode }) {
  const t = useTexts("shell");
  return (
    <footer className="mx-auto mt-16 flex w-full max-w-5xl flex-wrap items-center justify-between gap-4 px-5 py-8 text-sm text-muted sm:px-8">
      <p>{t.tagline}</p>
      <div className="flex flex-wrap items-center gap-x-5 gap-y-3">
        {children}
        <ThemeSwitch initial={theme} icons={ICONS} />
      </div>
    </footer>
  );
}
